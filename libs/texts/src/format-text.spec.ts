import { itReturns } from '@app/testing/table';
import { formatText, placeholdersOf } from './format-text';

const VIDEOS = '{n, plural, =0 {No video} one {# video} other {# videos}} in {course}';
const VIDEOS_PT = '{n, plural, one {# vídeo} other {# vídeos}}';

describe(formatText, () => {
  itReturns('should choose the form for %d', (n: number) => formatText(VIDEOS, 'en', { n, course: 'A' }), [
    [0, 'No video in A'],
    [1, '1 video in A'],
    [1234, '1,234 videos in A'],
  ]);

  itReturns(
    'should follow the rules of Portuguese: %d',
    (n: number) => formatText(VIDEOS_PT, 'pt-BR', { n }),
    [
      [0, '0 vídeo'],
      [1, '1 vídeo'],
      [2, '2 vídeos'],
      // Portuguese has a form of its own for millions; a text without it takes the general one.
      [1_000_000, '1.000.000 vídeos'],
    ],
  );

  it('should take a value for nothing but text', () => {
    expect(formatText('{a} and {b}', 'en', { a: '{b} $& #', b: 'c' })).toBe('{b} $& # and c');
    const part = '{n, plural, other {# of}} {name}';
    expect(formatText(part, 'en', { n: 2, name: '# {n}' })).toBe('2 of # {n}');
  });

  it('should leave a placeholder that has no value', () => {
    expect(formatText('{a} {b}', 'en', { a: 1 })).toBe('1 {b}');
  });
});

describe(placeholdersOf, () => {
  it('should name each once', () => {
    expect(placeholdersOf(`${VIDEOS} {course}`)).toEqual(['course', 'n']);
  });
});
