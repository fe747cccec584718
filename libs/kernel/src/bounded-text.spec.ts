import { boundedText } from './bounded-text';

describe('boundedText', () => {
  it.each<[string | null | undefined, string | null | undefined]>([
    ['Aula', 'Aula'],
    ['Aula 12', 'Aul…'],
    ['', ''],
    [null, null],
    [undefined, undefined],
  ])('should make of %j %j', (text, kept) => {
    expect(boundedText(text, 4)).toBe(kept);
  });

  it('should not leave half of a character', () => {
    expect(boundedText('ab😀cd', 4)).toBe('ab…');
  });
});
