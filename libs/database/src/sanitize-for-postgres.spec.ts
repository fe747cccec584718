import { sanitizeForPostgres } from './sanitize-for-postgres';

describe(sanitizeForPostgres, () => {
  it.each([['Aula 1'], ['🎬 ação'], ['C:\\users\\new'], [''], [7], [null], [undefined], [true]])(
    'should leave %j as it is',
    (value) => {
      expect(sanitizeForPostgres(value)).toBe(value);
    },
  );

  it('should leave other things alone', () => {
    const [date, bytes] = [new Date(), Buffer.from('a\0b')];
    expect(sanitizeForPostgres(date)).toBe(date);
    expect(sanitizeForPostgres(bytes)).toBe(bytes);
  });

  it.each([
    ['NUL', 'a\0b'],
    ['the first half of a character', 'a\ud83db'],
    ['the second half of a character', 'a\udcacb'],
  ])('should replace %s, in text, in lists and in JSON', (_what, text) => {
    expect(sanitizeForPostgres(text)).toBe('a\ufffdb');
    expect(sanitizeForPostgres([text, ['x', text]])).toEqual(['a\ufffdb', ['x', 'a\ufffdb']]);
    const json = sanitizeForPostgres(JSON.stringify({ [text]: [text, '🎬'] })) as string;
    expect(JSON.parse(json)).toEqual({ 'a\ufffdb': ['a\ufffdb', '🎬'] });
  });

  it('should not take an escaped backslash for the beginning of an escape', () => {
    const value = { path: 'C:\\u0000', double: '\\\\ud83d' };
    expect(JSON.parse(sanitizeForPostgres(JSON.stringify(value)) as string)).toEqual(value);
    const both = { path: 'C:\\\0' };
    expect(JSON.parse(sanitizeForPostgres(JSON.stringify(both)) as string)).toEqual({ path: 'C:\\\ufffd' });
  });
});
