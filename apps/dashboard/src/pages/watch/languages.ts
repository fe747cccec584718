/** The reader's own language first, of those that there are; else as the site has them. */
export function languagesOf(told: readonly string[], own: string): string[] {
  const base = own.split('-')[0] ?? own;
  const rank = (code: string) => (code === own ? 0 : code.split('-')[0] === base ? 1 : 2);
  return told.toSorted((a, b) => rank(a) - rank(b));
}

/** “Português (Brasil)”, as people of that language call it; a code that nobody knows stays what it is. */
export function nameOfLanguage(code: string, own: string): string {
  try {
    const name = new Intl.DisplayNames(own, { type: 'language' }).of(code) ?? code;
    return name.charAt(0).toLocaleUpperCase(own) + name.slice(1);
  } catch {
    return code;
  }
}
