import { answerOf, api } from '../../api/client';
import type { Language } from '../../i18n/language.svelte';

/** What the codes of errors and verdicts mean, as the api serves it to everybody. */
export async function textsIn(language: Language): Promise<Record<string, string>> {
  return (await answerOf(api.GET('/api/v1/texts/{language}', { params: { path: { language } } }))).texts;
}
