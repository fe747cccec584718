import { t } from '../i18n/language.svelte';
import { toasts } from '../shell/toasts.svelte';

/** Says how it went: browsers let pages copy over https only. */
export async function copyText(text: string, done: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(text);
    toasts.show({ text: done });
  } catch {
    toasts.show({ text: t('download.copy-failed') });
  }
}
