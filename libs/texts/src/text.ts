import type { Catalogue, TextCode, ValuesFor } from './catalogue';
import { EN } from './en';
import { formatText, type TextValues } from './format-text';
import type { Language } from './language';
import { PT_BR } from './pt-br';

const CATALOGUES: Record<Language, Catalogue> = { en: EN, 'pt-BR': PT_BR };

/** Every text of a language, by code, with its placeholders. */
export function catalogueIn(language: Language): Catalogue {
  return CATALOGUES[language];
}

/** The text of a code, with its placeholders filled. */
export function text<Code extends TextCode>(
  code: Code,
  language: Language,
  ...[values]: ValuesFor<Code>
): string {
  return formatText(CATALOGUES[language][code], language, values);
}

/** The same for a code that is known only when the program runs; undefined where there is none. */
export function findText(code: string, language: Language, values?: TextValues): string | undefined {
  const catalogue = CATALOGUES[language];
  return Object.hasOwn(catalogue, code)
    ? formatText(catalogue[code as TextCode], language, values)
    : undefined;
}
