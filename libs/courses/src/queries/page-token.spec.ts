import fc from 'fast-check';
import { PageTokenInvalid } from '../course.errors';
import { isMomentOrNull, isName, readPageToken, writePageToken } from './page-token';

const encoded = (text: string) => Buffer.from(text).toString('base64url');
const MOMENT = '2026-05-01T10:00:00.000Z';

describe(readPageToken, () => {
  it('should read what was written for courses', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.maxSafeInteger(), (name, id) => {
        const token = writePageToken([name, id]);
        expect(token).toMatch(/^[\w-]+$/);
        expect(readPageToken(token, isName)).toEqual([name, id]);
      }),
      { seed: 20_260_301 },
    );
  });

  it('should read what was written for items', () => {
    const years = { min: new Date('0001-01-01T00:00:00.000Z'), max: new Date('9999-12-31T00:00:00.000Z') };
    const moment = fc.date({ ...years, noInvalidDate: true }).map((date) => date.toISOString());
    fc.assert(
      fc.property(fc.option(moment), fc.maxSafeInteger(), (changed, id) => {
        expect(readPageToken(writePageToken([changed, id]), isMomentOrNull)).toEqual([changed, id]);
      }),
    );
  });

  it.each([[undefined], ['']])('should begin at the beginning with %j', (token) => {
    expect(readPageToken(token, isName)).toBeUndefined();
  });

  const wrong = {
    'too long a place': '["a",1,2]',
    'too short a place': '["a"]',
    'an object': '{"length":2}',
    'a text': '"ab"',
    null: 'null',
    'parts that are objects': '[{"a":1},1]',
    'parts that are lists': '[["a"],1]',
    'parts that are true or false': '[true,false]',
    'an id that is a text': '["a","1"]',
    'an id that is no whole number': '["a",1.5]',
    'an id beyond all numbers': '["a",1e300]',
    'a place among items, which may have no moment': '[null,1]',
    'cut off JSON': '["a","b"',
  };

  it.each([
    ...Object.entries(wrong).map(([what, json]) => [what, encoded(json)] as const),
    ['a text that nobody wrote', 'DROP TABLE courses'] as const,
    ['bytes that are no text', Buffer.from([0xff, 0xfe, 0x00]).toString('base64url')] as const,
  ])('should refuse %s', (_what, token) => {
    expect(() => readPageToken(token, isName)).toThrow(PageTokenInvalid);
  });

  it.each([
    'Turma A',
    'infinity',
    '',
    1,
    '2026-05-01',
    `${MOMENT} `,
    '2026-02-31T00:00:00.000Z',
    '2026-13-01T00:00:00.000Z',
    '0000-01-01T00:00:00.000Z',
    '+012026-01-01T00:00:00.000Z',
  ])('should take %j for no moment of an item', (by) => {
    const token = encoded(JSON.stringify([by, 1]));
    expect(() => readPageToken(token, isMomentOrNull)).toThrow(PageTokenInvalid);
  });
});
