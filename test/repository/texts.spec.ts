import { readFileSync } from 'node:fs';
import { globSync } from 'node:fs';
import { VERDICT_CODES } from '@app/courses';
import { WAITING_CODES } from '@app/downloads';
import { ERROR_CODES } from '@app/kernel';
import { catalogueIn, type Language, LANGUAGES, placeholdersOf } from '@app/texts';

const ENGLISH = Object.entries(catalogueIn('en'));
const OTHERS = LANGUAGES.filter((language) => language !== 'en');

/** Codes that are put together when the program runs. */
const BY_CODE = /^(?:error|waiting|verdict|warning|feature|field)\./;

const sources = globSync('{apps,libs}/*/src/**/*.{ts,tsx,svelte}', {
  exclude: (path: string) => path.startsWith('libs/texts') || path.includes('.spec.'),
}).map((path) => readFileSync(path, 'utf8'));

describe('texts', () => {
  it.each(OTHERS)('should all be there in %s, with the same placeholders', (language) => {
    const translated = catalogueIn(language) as Record<string, string>;
    expect(Object.keys(translated).sort()).toEqual(ENGLISH.map(([code]) => code).sort());
    const differing = ENGLISH.filter(
      ([code, text]) => placeholdersOf(text).join() !== placeholdersOf(translated[code] ?? '').join(),
    );
    expect(differing).toEqual([]);
  });

  it.each<Language>([...LANGUAGES])('should be whole sentences, without blanks around, in %s', (language) => {
    const texts = Object.entries(catalogueIn(language));
    expect(texts.filter(([, text]) => text === '' || text !== text.trim())).toEqual([]);
    const isSentence = /^(?:error\..*\.(?:detail|hint)|verdict|waiting)/;
    expect(texts.filter(([code, text]) => isSentence.test(code) && !/[.?…]$/.test(text))).toEqual([]);
  });

  it.each(OTHERS)('should be translated to %s', (language) => {
    const translated = catalogueIn(language) as Record<string, string>;
    expect(ENGLISH.filter(([code, text]) => translated[code] === text)).toEqual([]);
  });

  it('should have the plural forms of each language', () => {
    const forms = LANGUAGES.flatMap((language) =>
      Object.entries(catalogueIn(language)).filter(
        ([, text]) => text.includes(', plural,') && !/one \{.*other \{/.test(text),
      ),
    );
    expect(forms).toEqual([]);
  });

  it('should explain every error', () => {
    const explained = ENGLISH.flatMap(([code]) => /^error\.(.+)\.title$/.exec(code)?.[1] ?? []);
    expect(explained.sort()).toEqual([...ERROR_CODES].sort());
    const codes = ENGLISH.map(([code]) => code);
    const incomplete = ERROR_CODES.filter((code) =>
      ['detail', 'hint'].some((part) => !codes.includes(`error.${code}.${part}` as never)),
    );
    expect(incomplete).toEqual([]);
  });

  it('should explain causes of known errors only', () => {
    const causes = ENGLISH.flatMap(([code]) => /^error\.(.+)\.detail$/.exec(code)?.[1] ?? []).filter(
      (cause) => !ERROR_CODES.some((code) => code === cause),
    );
    expect(causes.length).toBeGreaterThan(0);
    expect(causes.filter((cause) => !ERROR_CODES.some((code) => cause.startsWith(`${code}.`)))).toEqual([]);
  });

  it('should say why a download waits', () => {
    const told = ENGLISH.flatMap(([code]) => /^waiting\.(.+)$/.exec(code)?.[1] ?? []);
    expect(told).toEqual(expect.arrayContaining([...WAITING_CODES]));
    // One code says two things of a host, each in two states.
    const ofHosts = ['host-paused-probed', 'host-unreachable', 'host-unreachable-probed'];
    expect(told.sort()).toEqual([...WAITING_CODES, ...ofHosts].sort());
  });

  it('should explain every verdict', () => {
    const told = ENGLISH.flatMap(([code]) => /^verdict\.(.+)\.reason$/.exec(code)?.[1] ?? []);
    expect(told.sort()).toEqual([...VERDICT_CODES].sort());
  });

  it('should all be used', () => {
    const unused = ENGLISH.map(([code]) => code).filter(
      (code) => !BY_CODE.test(code) && !sources.some((source) => source.includes(`'${code}'`)),
    );
    expect(unused).toEqual([]);
  });
});
