import { ApiError } from '../../api/problems';
import { t } from '../../i18n/language.svelte';

/** Why a sign-in went no further, in words. */
export function refusalOf(error: unknown, step: 'password' | 'code' | 'choose'): string {
  if (!(error instanceof ApiError) || error.problem === undefined) return t('error.network');
  const { code, status, retry_after: seconds = 60, correlation_id: id, detail, hint } = error.problem;
  const n = Math.max(1, Math.ceil(seconds / 60));
  if (code === 'auth.locked') return t('sign-in.locked', { n });
  if (status === 429) return t('sign-in.busy', { n });
  if (status >= 500) return t('error.ours', { id: id ?? '–' });
  if (code === 'auth.challenge-over') return t('sign-in.code-over');
  if (step === 'code') return t('sign-in.code-wrong');
  // The API tells it in the language of the page.
  if (step === 'choose') return [detail, hint].filter(Boolean).join(' ');
  return t('sign-in.refused');
}
