import { itReturns } from '@app/testing/table';
import fc from 'fast-check';
import { fileNameFrom } from './file-name';

const CLUSTERS = ['👩‍👩‍👧‍👦', '🇧🇷', '👍🏽', '🏴󠁧󠁢󠁳󠁣󠁴󠁿', 'e\u0301', 'ã', '漢', 'क्षि', 'ก็', 'a', ' ', 'ß'];
const RESERVED = ['CON', 'prn', 'Aux', 'NUL', 'com1', 'COM9', 'lpt1', 'com¹', 'LPT³'];

const SAME_EACH_TIME = { seed: 20_260_101 };

function graphemes(text: string): string[] {
  return [...new Intl.Segmenter().segment(text)].map(({ segment }) => segment);
}

describe(fileNameFrom, () => {
  itReturns('should name a file for %s', fileNameFrom, {
    'a plain title': ['Aula 1 - Introdução', 'mp4', 'Aula 1 - Introdução.mp4'],
    'every script': ['Урок 第一課 درس שיעור', 'webm', 'Урок 第一課 درس שיעור.webm'],
    emoji: ['Férias 🏖️ 👩‍👩‍👧‍👦 🇧🇷', 'mp4', 'Férias 🏖️ 👩‍👩‍👧‍👦 🇧🇷.mp4'],
    'letters in two parts': ['Introduc\u0327a\u0303o', 'mp4', 'Introdução.mp4'],
    'quotes and what Windows forbids': [`"a" <b> c|d e?f* it's`, 'mp4', `a b c d e f it's.mp4`],
    'a path upwards': ['../../etc/passwd', 'mp4', 'etc passwd.mp4'],
    'a path of Windows': ['C:\\Windows\\x', 'mp4', 'C Windows x.mp4'],
    'NUL and other controls': ['a\0b\nc\td\u007fe\u0085f', 'mp4', 'a b c d e f.mp4'],
    'marks that turn the reading direction': ['photo\u202egpj.exe', 'mp4', 'photo gpj.exe.mp4'],
    'other marks of direction': ['\u200fa\u2066b\u2069c\u200e', 'mp4', 'a b c.mp4'],
    'half a character': ['a\ud83db', 'mp4', 'a b.mp4'],
    'leading dots': ['...hidden', 'mp4', 'hidden.mp4'],
    'leading dots and spaces in turn': [' . . hidden', 'mp4', 'hidden.mp4'],
    'dots and spaces at the end': ['the end. . .', 'mp4', 'the end.mp4'],
    'many spaces': ['a \u00a0\u3000  b', 'mp4', 'a b.mp4'],
    'dots inside': ['v1.2.3', 'mp4', 'v1.2.3.mp4'],
    'a capital extension': ['a', 'MP4', 'a.mp4'],
    'an extension with its dot': ['a', '.mp4', 'a.mp4'],
    'an extension that is a path': ['a', '../sh', 'a.sh'],
    'an extension without letters': ['a', '/..', 'a.bin'],
    'an endless extension': ['a', 'x'.repeat(300), `a.${'x'.repeat(16)}`],
  });

  it.each(['', ' ', '...', '/', '\0', '\u202e', '?*|', '\ud83d'])(
    'should fall back to a plain name when nothing is left of “%j”',
    (title) => {
      expect(fileNameFrom(title, 'mp4')).toBe('video.mp4');
    },
  );

  it.each(RESERVED)('should not name a file after the device %s', (device) => {
    for (const title of [device, ` ${device} `, `${device}.`, `${device}?`, `${device}.part 1`]) {
      expect(fileNameFrom(title, 'mp4')).toBe('video.mp4');
    }
    expect(fileNameFrom(`${device} of course`, 'mp4')).toBe(`${device} of course.mp4`);
  });

  it.each([
    ['ASCII', 'x', 1],
    ['accents', 'é', 2],
    ['Chinese', '漢', 3],
    ['emoji', '🏖', 4],
    ['families', '👩‍👩‍👧‍👦', 25],
  ])('should keep as many of 400 characters as fit in 200 bytes: %s', (_, character, bytes) => {
    const kept = Math.floor((200 - '.mp4'.length) / bytes);
    expect(fileNameFrom(character.repeat(400), 'mp4')).toBe(`${character.repeat(kept)}.mp4`);
  });

  it.each([' ', '.', ' .', '. '])('should not end with “%s” where the title was cut', (end) => {
    expect(fileNameFrom(`${'x'.repeat(195)}${end}yyy`, 'mp4')).toBe(`${'x'.repeat(195)}.mp4`);
  });

  it('should survive one character that is longer than a name may be', () => {
    expect(fileNameFrom(`a${'\u0301\u0316'.repeat(200)}`, 'mp4')).toBe('video.mp4');
  });

  it('should never cut what a person sees as one character', () => {
    const titles = fc.array(fc.constantFrom(...CLUSTERS), { minLength: 1, maxLength: 400 });
    fc.assert(
      fc.property(titles, (clusters) => {
        const whole = clusters.join('').normalize('NFC').replace(/ +/g, ' ').trim();
        const name = fileNameFrom(clusters.join(''), 'mp4').slice(0, -'.mp4'.length);
        fc.pre(whole !== '');
        const shown = graphemes(name);
        expect(shown).toEqual(graphemes(whole).slice(0, shown.length));
        const next = graphemes(whole)
          .slice(shown.length)
          .find((one) => one !== ' ');
        const room = 200 - '.mp4'.length - Buffer.byteLength(name);
        if (next !== undefined) expect(Buffer.byteLength(next) + 1).toBeGreaterThan(room);
      }),
      SAME_EACH_TIME,
    );
  });

  it('should make a name that is safe everywhere of whatever there is', () => {
    const hostile = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 500 }),
      fc.string({ unit: 'grapheme', maxLength: 400 }),
      fc
        .array(
          fc.constantFrom('..', '/', '\\', '\0', '"', '\u202e', '.', ' ', 'CON', 'nul', '\ud800', '🏖️', 'a'),
        )
        .map((parts) => parts.join('')),
    );
    fc.assert(
      fc.property(hostile, fc.string({ maxLength: 40 }), (title, extension) => {
        const name = fileNameFrom(title, extension);
        expect(Buffer.byteLength(name)).toBeLessThanOrEqual(200);
        expect(name).toMatch(/^[^\s.].*\.[a-z0-9]{1,16}$/su);
        expect(name).not.toMatch(/[\p{Cc}\p{Cs}/\\:*?"<>|\u200e\u200f\u202a-\u202e\u2066-\u2069]/u);
        expect(name).not.toMatch(/^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i);
        expect(name.normalize('NFC')).toBe(name);
      }),
      { ...SAME_EACH_TIME, numRuns: 500 },
    );
  });

  it('should name the same file the same way again', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 120 }), (title) => {
        const name = fileNameFrom(title, 'mp4');
        expect(fileNameFrom(name.slice(0, -'.mp4'.length), 'mp4')).toBe(name);
      }),
      SAME_EACH_TIME,
    );
  });
});
