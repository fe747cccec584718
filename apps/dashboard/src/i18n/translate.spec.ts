import { messages as en } from '../messages/en';
import { messages as ptBR } from '../messages/pt-BR';
import { type Entry, fill } from './translate';

const gapsOf = (entry: Entry): string[] => {
  const text = typeof entry === 'string' ? entry : `${entry.one} ${entry.other}`;
  return [...new Set(text.match(/\{\w+\}/g))].sort();
};

describe(fill, () => {
  it('should count as the language counts', () => {
    const entry = { one: '{n} vídeo', other: '{n} vídeos' };
    expect([0, 1, 2, 1284].map((n) => fill(entry, 'pt-BR', { n }))).toEqual([
      '0 vídeo',
      '1 vídeo',
      '2 vídeos',
      '1.284 vídeos',
    ]);
    expect(fill({ one: '{n} video', other: '{n} videos' }, 'en', { n: 0 })).toBe('0 videos');
  });

  it('should leave text from outside as it is', () => {
    expect(fill('{title}: {n}', 'en', { title: '{n} $& <b>', n: 2 })).toBe('{n} $& <b>: 2');
  });
});

describe('messages', () => {
  it('should have the same gaps in every language', () => {
    const gaps = (all: Record<string, Entry>) =>
      Object.fromEntries(Object.entries(all).map(([key, entry]) => [key, gapsOf(entry)]));
    const counted = (key: string) => typeof ptBR[key as keyof typeof ptBR] !== 'string';
    for (const [key, names] of Object.entries(gaps(ptBR))) {
      // A form for one thing may say the number in words.
      const but = counted(key) ? '{n}' : '';
      const without = (list: string[] | undefined) => list?.filter((name) => name !== but);
      expect([key, without(gaps(en)[key])]).toEqual([key, without(names)]);
    }
  });
});
