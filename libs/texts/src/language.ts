/** What we speak, as BCP 47 names it. The first one is for who asks for none of them. */
export const LANGUAGES = ['en', 'pt-BR'] as const;

export type Language = (typeof LANGUAGES)[number];

/** The first language of an Accept-Language that we speak; a region of its own is no obstacle. */
export function preferredLanguage(accepted: string | undefined): Language | undefined {
  const wanted = (accepted ?? '').split(',').map((entry) => {
    const [tag = '', quality = 'q=1'] = entry.split(';').map((part) => part.trim().toLowerCase());
    return { language: spoken(tag), quality: Number(quality.replace('q=', '')) || 0 };
  });
  const known = wanted.filter(({ language, quality }) => language !== undefined && quality > 0);
  known.sort((left, right) => right.quality - left.quality);
  return known[0]?.language;
}

/** The language of a tag such as `pt`, `pt-PT` or `en-US`. */
export function spoken(tag: string): Language | undefined {
  const primary = (language: string) => language.toLowerCase().split('-')[0];
  return LANGUAGES.find((language) => primary(language) === primary(tag));
}
