import { answerOf, api } from '../api/client';
import { type Language, language } from './language.svelte';

/** Asked again after so long, when it could not be loaded. */
const RETRY_MS = 10_000;

let loaded = $state.raw<{ language: Language; texts: Record<string, string> }>();
let loading: Language | undefined;

/**
 * What a code means, such as `error.disk.full.hint`, in the language of the page, as the api serves it to everybody; loaded when
 * the first is asked for. Undefined: it is not loaded yet, or the code has no text that stands alone.
 */
export function textOfCode(code: string): string | undefined {
  void load(language.now);
  if (loaded?.language !== language.now) return undefined;
  const text = loaded.texts[code];
  return text?.includes('{') ? undefined : text;
}

/** The same, or what the API told in English: to who reads English, and where the catalogue lacks the code. */
function textOrTold(code: string, told: string | null | undefined): string {
  const text = textOfCode(code);
  if (text !== undefined) return text;
  return language.now === 'en' || loaded?.language === language.now ? (told ?? '') : '';
}

interface Failure {
  error_code?: string | null;
  error_message?: string | null;
  hint?: string | null;
}

/** Why something failed and what to do about it, for people. */
export function failureOf({ error_code: code, error_message: message, hint }: Failure): {
  why: string;
  hint: string;
} {
  return {
    why: textOrTold(`error.${String(code)}.detail`, message),
    hint: textOrTold(`error.${String(code)}.hint`, hint),
  };
}

interface Verdict {
  code?: string | null;
  reason?: string | null;
  hint?: string | null;
}

/** Why a video cannot be had and what to do about it, for people. */
export function verdictOf({ code, reason, hint }: Verdict): { why: string; hint: string } {
  return {
    why: textOrTold(`verdict.${String(code)}.reason`, reason),
    hint: textOrTold(`verdict.${String(code)}.hint`, hint),
  };
}

async function load(wanted: Language): Promise<void> {
  if (loaded?.language === wanted || loading === wanted) return;
  loading = wanted;
  try {
    const path = { language: wanted };
    const { texts } = await answerOf(api.GET('/api/v1/texts/{language}', { params: { path } }));
    loaded = { language: wanted, texts };
    loading = undefined;
  } catch {
    setTimeout(() => (loading = undefined), RETRY_MS);
  }
}
