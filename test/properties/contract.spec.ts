import { checkAnswer } from '@app/testing/contract';

const CORRELATED = { 'x-correlation-id': 'c' };
const JSON_TYPE = { 'content-type': 'application/json; charset=utf-8' };
const quiet = {
  method: 'GET',
  path: '/livez',
  status: 200,
  headers: new Headers({ ...CORRELATED, ...JSON_TYPE, etag: '"e"' }),
};

describe(checkAnswer, () => {
  it('should let pass what the document describes, also under its bare path', () => {
    const text = '{"status":"ok"}';
    for (const path of ['/livez', '/api/v1/livez?x=1']) checkAnswer({ ...quiet, path, text });
    checkAnswer({ ...quiet, path: '/nowhere', text: 'anything' });
  });

  it.each([
    ['a status', { status: 418 }, 'no such status'],
    ['a member', { text: '{"status":"ok","more":1}' }, 'additional properties'],
    ['a type', { text: '{"status":1}' }, 'must be string'],
    ['a missing member', { text: '{}' }, 'required'],
    [
      'a content type',
      { headers: new Headers({ ...CORRELATED, etag: '"e"', 'content-type': 'text/csv' }) },
      'text/csv',
    ],
    ['a missing header', { headers: new Headers({ ...JSON_TYPE, etag: '"e"' }) }, 'no X-Correlation-Id'],
    [
      'a header',
      { headers: new Headers({ ...CORRELATED, ...JSON_TYPE, etag: '"e"', location: '/' }) },
      'location',
    ],
  ])('should fail for %s that it does not describe', (_what, changed, words) => {
    expect(() => checkAnswer({ ...quiet, text: '{"status":"ok"}', ...changed })).toThrow(words);
  });
});
