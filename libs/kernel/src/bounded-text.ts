/** Characters that are kept of texts which others write. */
export const TEXT_LIMITS = { title: 500, description: 10_000, excerpt: 1_000, url: 4_096 } as const;

/** A text that is too long ends in `…`; never in the middle of a character. */
export function boundedText<T extends string | null | undefined>(text: T, max: number): T {
  if (typeof text !== 'string' || text.length <= max) return text;
  const cut = text.slice(0, max - 1);
  return `${/[\uD800-\uDBFF]$/.test(cut) ? cut.slice(0, -1) : cut}…` as T;
}
