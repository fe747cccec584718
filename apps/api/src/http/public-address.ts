import type { AppConfig } from '@app/config';

/** Where browsers reach this service, without a slash at its end. */
export function publicAddress({ google }: AppConfig): string {
  return google.redirectUri.replace(/\/auth\/callback$/, '');
}
