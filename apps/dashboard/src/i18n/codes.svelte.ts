import { answerOf, api } from '../api/client';
import { type Language, language } from './language.svelte';

/** Asked again after so long, when it could not be loaded. */
const RETRY_MS = 10_000;

let loaded = $state.raw<{ language: Language; texts: Record<string, string> }>();
let loading: Language | undefined;

/**
 * What the codes of errors and verdicts mean in the language of the page, as the api serves it to everybody; loaded when
 * the first is asked for. Undefined: it is not loaded yet, or the code has no text that stands alone.
 */
export function textOfCode(
  kind: 'error' | 'verdict',
  code: string | null | undefined,
  part: string,
): string | undefined {
  void load(language.now);
  if (loaded?.language !== language.now || !code) return undefined;
  const text = loaded.texts[`${kind}.${code}.${part}`];
  return text?.includes('{') ? undefined : text;
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
    why: textOfCode('error', code, 'detail') ?? message ?? '',
    hint: textOfCode('error', code, 'hint') ?? hint ?? '',
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
