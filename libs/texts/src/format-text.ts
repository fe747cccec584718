/** What stands for a placeholder. Numbers are written as the language writes them. */
export type TextValues = Readonly<Record<string, string | number>>;

/**
 * Fills the placeholders of a text: `{name}`, and `{n, plural, one {# video} other {# videos}}`, a part of ICU's
 * MessageFormat that every other library for it understands. A plural's parts hold no further placeholders but `#`.
 */
export function formatText(template: string, locale: string, values: TextValues = {}): string {
  return template.replace(PLACEHOLDER, (whole: string, name: string, parts: string | undefined) => {
    const value = values[name];
    if (value === undefined) return whole;
    if (parts === undefined) return shown(value, locale);
    return choosePart(parts, Number(value), locale);
  });
}

/** The names of a text's placeholders, each once, in order. */
export function placeholdersOf(template: string): string[] {
  const names = [...template.matchAll(PLACEHOLDER)].map(([, name = '']) => name);
  return [...new Set(names)].sort();
}

const PLACEHOLDER = /\{(\w+)(?:, plural,((?: \S+ \{[^{}]*\})+))?\}/g;
const PART = / (\S+) \{([^{}]*)\}/g;

function choosePart(parts: string, count: number, locale: string): string {
  const byCategory = new Map([...parts.matchAll(PART)].map(([, category, part]) => [category, part]));
  const category = new Intl.PluralRules(locale).select(count);
  const part =
    byCategory.get(`=${String(count)}`) ?? byCategory.get(category) ?? byCategory.get('other') ?? '';
  return part.replaceAll('#', shown(count, locale));
}

function shown(value: string | number, locale: string): string {
  return typeof value === 'number' ? new Intl.NumberFormat(locale).format(value) : value;
}
