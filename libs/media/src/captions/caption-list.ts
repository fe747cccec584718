/** Captions in one language, and where they are. */
export interface CaptionTrack {
  language: string;
  url: string;
  automatic: boolean;
}

interface Offered {
  url?: unknown;
  ext?: unknown;
}

type ByLanguage = Record<string, unknown>;

/** All that a site has, by language. */
export interface OfferedCaptions {
  byHand: ByLanguage;
  automatic: ByLanguage;
}

const MAX_TRACKS = 10;
const LANGUAGE = /^[A-Za-z0-9]{1,8}(?:-[A-Za-z0-9]{1,8}){0,4}$/;
/** What we can read, the better first. */
const FORMATS = ['vtt', 'srt'];

/**
 * Of what a site offers, the tracks of the wanted languages: those that people made, and where a language has none, the
 * one that the site made. Only files at http(s) addresses count, in forms that we read ourselves.
 */
export function chooseCaptions(
  { byHand, automatic }: OfferedCaptions,
  wanted: readonly string[],
): CaptionTrack[] {
  const chosen = wanted.flatMap((language) => {
    const made = tracksOf(byHand, language, false);
    return made.length > 0 ? made : tracksOf(automatic, language, true).slice(0, 1);
  });
  const distinct = new Map(chosen.map((track) => [track.language, track]));
  return [...distinct.values()].slice(0, MAX_TRACKS);
}

/** The language itself first, then its regions. */
function tracksOf(offered: ByLanguage, wanted: string, automatic: boolean): CaptionTrack[] {
  const languages = Object.keys(offered).filter(
    (language) => LANGUAGE.test(language) && (language === wanted || language.startsWith(`${wanted}-`)),
  );
  return languages
    .sort((left, right) => rank(left, wanted) - rank(right, wanted))
    .slice(0, MAX_TRACKS)
    .flatMap((language) => {
      const url = addressOf(offered[language]);
      return url === undefined ? [] : [{ language, url, automatic }];
    });
}

/** `pt-orig` is what was spoken; `pt` may be a translation of it by machine. */
function rank(language: string, wanted: string): number {
  if (language === `${wanted}-orig`) return 0;
  return language === wanted ? 1 : 2;
}

function addressOf(files: unknown): string | undefined {
  if (!Array.isArray(files)) return undefined;
  const readable = (files as (Offered | null)[]).filter(
    (file) => typeof file?.url === 'string' && FORMATS.includes(String(file.ext)) && isHttp(file.url),
  );
  readable.sort((left, right) => FORMATS.indexOf(String(left?.ext)) - FORMATS.indexOf(String(right?.ext)));
  return readable[0]?.url as string | undefined;
}

function isHttp(url: string): boolean {
  return URL.canParse(url) && /^https?:$/.test(new URL(url).protocol);
}
