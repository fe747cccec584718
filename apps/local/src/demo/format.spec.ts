import { bytes, padded, seconds } from './format';

describe(bytes, () => {
  it.each([
    [0, '0 B'],
    [1, '1 B'],
    [999, '999 B'],
    [1_000, '1.0 KB'],
    [1_449, '1.4 KB'],
    [1_400_000, '1.4 MB'],
    [5_000_000_000, '5.0 GB'],
    [2e12, '2.0 TB'],
    [3e15, '3000.0 TB'],
  ])('should write %d as %s', (count, text) => {
    expect(bytes(count)).toBe(text);
  });
});

describe(padded, () => {
  it.each([
    ['Aula', 6, 'Aula  '],
    ['Aula', 4, 'Aula'],
    ['Aula 1', 4, 'Aul…'],
    ['', 2, '  '],
    ['👩🏽‍🏫👩🏽‍🏫', 3, '👩🏽‍🏫👩🏽‍🏫 '],
    ['👩🏽‍🏫👩🏽‍🏫👩🏽‍🏫', 2, '👩🏽‍🏫…'],
  ])('should make of %j in %i places %j', (text, width, expected) => {
    expect(padded(text, width)).toBe(expected);
  });
});

describe(seconds, () => {
  it.each([
    [0, '0.0 s'],
    [12.44, '12.4 s'],
    [3_600, '3600.0 s'],
  ])('should write %d as %s', (count, text) => {
    expect(seconds(count)).toBe(text);
  });
});
