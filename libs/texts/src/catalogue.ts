import type { ERROR_VARIANTS, ERRORS } from './en/errors';
import type { WORDS } from './en/words';

/** The same keys, with a text of another language behind each. */
export type InOtherWords<T> = {
  [Key in keyof T]: T[Key] extends string ? string : InOtherWords<T[Key]>;
};
export type Errors = InOtherWords<typeof ERRORS>;
export type ErrorVariants = InOtherWords<typeof ERROR_VARIANTS>;

/** Whole codes, such as `error.auth.locked.hint`, with what is written in the code for English. */
type Part<T, Name extends string> = {
  [Code in keyof T & string as `error.${Code}.${Name}`]: T[Code] extends Record<Name, infer Text>
    ? Text
    : never;
};
type English = typeof WORDS &
  Part<typeof ERRORS, 'title'> &
  Part<typeof ERRORS & typeof ERROR_VARIANTS, 'detail'> &
  Part<typeof ERRORS & typeof ERROR_VARIANTS, 'hint'>;

/** The stable name of a text. */
export type TextCode = keyof English;

/** Every text of one language by its code. */
export type Catalogue = Readonly<Record<TextCode, string>>;

/** The names of the placeholders in a text of the code. */
type PlaceholdersIn<T> = T extends `${string}{${infer Inside}}${infer Rest}`
  ? Inside extends `${infer Name}, plural,${string}`
    ? Name | (Rest extends `${string}}}${infer After}` ? PlaceholdersIn<After> : never)
    : Inside | PlaceholdersIn<Rest>
  : never;

/** Nothing for a text without placeholders, else a value for each. */
export type ValuesFor<Code extends TextCode> = [PlaceholdersIn<English[Code]>] extends [never]
  ? []
  : [values: Readonly<Record<PlaceholdersIn<English[Code]>, string | number>>];

/** One map of all parts of a language. */
export function catalogueOf(
  errors: Errors,
  variants: ErrorVariants,
  words: Record<keyof typeof WORDS, string>,
): Catalogue {
  const told = Object.entries({ ...errors, ...variants }).flatMap(([code, texts]) =>
    Object.entries(texts).map(([part, text]) => [`error.${code}.${part}`, text] as const),
  );
  return { ...Object.fromEntries(told), ...words } as Catalogue;
}
