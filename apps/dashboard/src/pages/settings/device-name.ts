import { t } from '../../i18n/language.svelte';
import { namesOfDevice } from './device';

const MAX_LENGTH = 60;

/** “Chrome on Windows”; a program that calls itself something else is called that. */
export function nameOfDevice(userAgent: string | null): string {
  const { browser, system } = namesOfDevice(userAgent);
  if (browser && system) return t('sessions.device', { browser, system });
  return browser ?? system ?? (userAgent?.slice(0, MAX_LENGTH) || t('sessions.device-unknown'));
}
