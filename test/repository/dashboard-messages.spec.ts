import { globSync, readFileSync } from 'node:fs';
import { catalogueIn } from '@app/texts';
import { administration as administrationEn } from '../../apps/dashboard/src/messages/administration/en';
import { administration } from '../../apps/dashboard/src/messages/administration/pt-BR';
import { messages as messagesEn } from '../../apps/dashboard/src/messages/en';
import { messages } from '../../apps/dashboard/src/messages/pt-BR';

const SOURCES = globSync('apps/dashboard/src/**/*.{svelte,ts}')
  .filter((file) => !/\/messages\/|\.spec\.ts$|\.d\.ts$/.test(file))
  .map((file) => readFileSync(file, 'utf8'));
const all = SOURCES.join('\n');

/** `state.${status}` stands for every key that begins and ends so. */
const families = [...all.matchAll(/`([\w.-]+)\$\{[^`}]+\}([\w.-]*)`/g)].map(([, start = '', end = '']) => ({
  start,
  end,
}));
const WRITTEN = {
  'pt-BR': { ...messages, ...administration },
  en: { ...messagesEn, ...administrationEn },
};
/** A few words, such as “Cancelar”, may well be the same. */
const isSentence = (text: string) => / .*[.?!]$/.test(text);
const OF_CODES = /^(error|verdict|waiting|warning|feature|field)\./;
const isOf = (key: string) =>
  families.some(({ start, end }) => key.startsWith(start) && key.endsWith(end) && key !== start + end);

describe('the texts of the dashboard', () => {
  it('should be read from sources that are there', () => {
    expect(SOURCES.length).toBeGreaterThan(40);
    expect(families.length).toBeGreaterThan(3);
  });

  it('should have no text twice', () => {
    expect(Object.keys(administration).filter((key) => key in messages)).toEqual([]);
  });

  it.each(['pt-BR', 'en'] as const)(
    'should say nothing in %s that the catalogue of codes says',
    (language) => {
      const catalogue = Object.entries(catalogueIn(language)).filter(([code]) => OF_CODES.test(code));
      const own = Object.entries(WRITTEN[language]).flatMap(([key, entry]) =>
        (typeof entry === 'string' ? [entry] : Object.values(entry)).map((text) => [key, text] as const),
      );
      const said = new Set(catalogue.map(([, text]) => text));
      const codes = new Set(catalogue.map(([code]) => code));
      expect(own.filter(([key, text]) => codes.has(key) || (isSentence(text) && said.has(text)))).toEqual([]);
    },
  );

  it.each(Object.keys({ ...messages, ...administration }))('should say %s somewhere', (key) => {
    expect(all.includes(`'${key}'`) || isOf(key)).toBe(true);
  });
});
