import { itAlwaysReturns, itReturns } from '@app/testing/table';
import { contentLength, contentRange, isMediaResponse, strongEtag } from './http-range';

describe(strongEtag, () => {
  itReturns('should take %j', (etag: string | string[]) => strongEtag({ etag }), [
    ['"abc"', '"abc"'],
    ['""', '""'],
    [['"first"', '"second"'], '"first"'],
  ]);

  it.each([['W/"abc"'], ['w/"abc"'], ['abc'], [''], [undefined], [[]]])(
    'should not take %j: nothing may be gone on with',
    (etag) => {
      expect(strongEtag({ etag })).toBeNull();
    },
  );
});

describe(contentRange, () => {
  itReturns('should read %s', (header: string) => contentRange({ 'content-range': header }), [
    ['bytes 100-199/1000', { start: 100, end: 199, total: 1_000 }],
    ['bytes 0-0/1', { start: 0, end: 0, total: 1 }],
    ['bytes 5-9/*', { start: 5, end: 9, total: null }],
    [
      'bytes 9007199254740000-9007199254740990/9007199254740991',
      { start: 9_007_199_254_740_000, end: 9_007_199_254_740_990, total: Number.MAX_SAFE_INTEGER },
    ],
  ]);

  it.each([
    [undefined],
    [''],
    ['bytes */1000'],
    ['bytes 100-/1000'],
    ['bytes -199/1000'],
    ['items 0-1/2'],
    ['bytes 1.5-2/3'],
    ['bytes 0-1/2, bytes 3-4/5'],
    ['0-1/2'],
  ])('should not read %j', (header) => {
    expect(contentRange({ 'content-range': header })).toBeUndefined();
  });
});

describe('sizes that nobody can mean', () => {
  it.each(['9000000000000000000', '9007199254740992', '1e400'])('should count as unknown: %s', (size) => {
    expect(contentLength({ 'content-length': size })).toBeNull();
    const range = contentRange({ 'content-range': `bytes 0-9/${size}` });
    expect(range?.total ?? null).toBeNull();
    expect(contentRange({ 'content-range': `bytes ${size}-${size}9/*` })).toBeUndefined();
  });
});

describe(contentLength, () => {
  it.each([
    ['0', 0],
    ['1024', 1_024],
    [['7'], 7],
  ])('should read %j as %i', (header, expected) => {
    expect(contentLength({ 'content-length': header })).toBe(expected);
  });

  it.each([[undefined], ['-1'], ['1.5'], ['many'], ['NaN'], ['Infinity']])(
    'should not know with %j',
    (header) => {
      expect(contentLength({ 'content-length': header })).toBeNull();
    },
  );
});

describe(isMediaResponse, () => {
  const isMedia = (type: string | undefined) => isMediaResponse({ 'content-type': type });

  itAlwaysReturns('should take %s for a media file', true, isMedia, [
    'video/mp4',
    'VIDEO/MP4',
    'video/webm; codecs="vp9"',
    'video/MP2T',
    'audio/mpeg',
    'audio/x-m4a',
    'application/octet-stream',
    'binary/octet-stream',
    'application/mp4',
    'application/x-matroska',
  ]);

  itAlwaysReturns('should not take %j for one', false, isMedia, [
    'text/html; charset=utf-8',
    'application/json',
    'application/pdf',
    'image/jpeg',
    'application/vnd.apple.mpegurl',
    'application/x-mpegURL',
    'audio/mpegurl',
    'audio/x-mpegurl',
    'video/vnd.mpeg.dash.mpd+dash+xml',
    'application/dash+xml',
    'application/octet-stream-x',
    '',
    undefined,
  ]);
});
