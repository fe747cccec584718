import { padded, seconds } from './format';

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
