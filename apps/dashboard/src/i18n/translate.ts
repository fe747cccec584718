/** A text, or one for one thing and one for any other number of things (`n`). `{name}` stands for what is put in. */
export type Entry = string | { one: string; other: string };

type NamesIn<Text> = Text extends `${string}{${infer Name}}${infer Rest}` ? Name | NamesIn<Rest> : never;
type Names<E> = E extends { one: infer One; other: infer Other }
  ? 'n' | NamesIn<One> | NamesIn<Other>
  : NamesIn<E>;

/** What a text wants to be told; nothing, when it has no gaps. */
export type Gaps<E> = [Names<E>] extends [never] ? [] : [values: Record<Names<E>, string | number>];

/** Another language has the same keys, and a plural only where the first one has one: some words are the same for any number. */
export type Translation<Messages> = {
  [Key in keyof Messages]: Messages[Key] extends string ? string : Entry;
};

/** Fills an entry in the way a language counts and writes numbers. */
export function fill(entry: Entry, language: string, values: Record<string, string | number> = {}): string {
  const text = typeof entry === 'string' ? entry : entry[formOf(Number(values.n), language)];
  return text.replaceAll(/\{(\w+)\}/g, (gap, name: string) => {
    const value = values[name];
    if (value === undefined) return gap;
    return typeof value === 'number' ? new Intl.NumberFormat(language).format(value) : value;
  });
}

/** Portuguese counts 0 with one, English does not; Intl knows. */
function formOf(count: number, language: string): 'one' | 'other' {
  return new Intl.PluralRules(language).select(count) === 'one' ? 'one' : 'other';
}
