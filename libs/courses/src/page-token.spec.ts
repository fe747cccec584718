import fc from 'fast-check';
import { PageTokenInvalid } from './course.errors';
import { readPageToken, writePageToken } from './page-token';

const encoded = (text: string) => Buffer.from(text).toString('base64url');

describe(readPageToken, () => {
  it('should read what was written', () => {
    const part = fc.oneof(fc.string({ unit: 'grapheme' }), fc.integer(), fc.constant(null));
    fc.assert(
      fc.property(fc.array(part, { minLength: 1, maxLength: 4 }), (place) => {
        const token = writePageToken(place);
        expect(token).toMatch(/^[\w-]+$/);
        expect(readPageToken(token, place.length)).toEqual(place);
      }),
      { seed: 20_260_301 },
    );
  });

  it.each([[undefined], ['']])('should begin at the beginning with %j', (token) => {
    expect(readPageToken(token, 2)).toBeUndefined();
  });

  it.each([
    ['a place of another list', writePageToken(['a', 'b', 'c'])],
    ['too short a place', writePageToken(['a'])],
    ['an object', encoded('{"length":2}')],
    ['a text', encoded('"ab"')],
    ['null', encoded('null')],
    ['parts that are objects', encoded('[{"a":1},"b"]')],
    ['parts that are lists', encoded('[["a"],"b"]')],
    ['parts that are true or false', encoded('[true,false]')],
    ['cut off JSON', encoded('["a","b"')],
    ['a text that nobody wrote', 'DROP TABLE courses'],
    ['bytes that are no text', Buffer.from([0xff, 0xfe, 0x00]).toString('base64url')],
  ])('should refuse %s', (_case, token) => {
    expect(() => readPageToken(token, 2)).toThrow(PageTokenInvalid);
  });
});
