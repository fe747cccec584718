import type { ConnectOutcome, Feature } from '@app/google';
import { type Language, text } from '@app/texts';
import { messagePage, type PageLink } from '../http/page';

type Connected = Pick<ConnectOutcome, 'email' | 'missing' | 'ownerUserId'>;

/** What a person sees who connected an account and has nowhere else to go: which one, what is missing, a way on. */
export function connectedPage(outcome: Connected, language: Language): string {
  const email = outcome.email ?? 'Google';
  const isWhole = outcome.missing.length === 0;
  const told = isWhole
    ? [text('connected.account', language, { email })]
    : [text('connected.partly', language, { email }), named(outcome.missing, language)];
  const parts = [...told, ...(isWhole ? [] : [text('connected.again-why', language)])];
  // Who came by the link of a gateway may have no way to sign in here.
  const links = outcome.ownerUserId === null ? [] : waysOn(isWhole, language);
  const close = text(links.length > 0 ? 'connected.or-close' : 'connected.close', language);
  return messagePage({ language, title: text('connected.title', language), parts: [...parts, close], links });
}

function named(features: readonly Feature[], language: Language): string[] {
  return features.map((feature) => text(`feature.${feature}`, language));
}

function waysOn(isWhole: boolean, language: Language): PageLink[] {
  const goOn = { href: '/', text: text('connected.go-on', language) };
  return isWhole ? [goOn] : [{ href: '/auth/login', text: text('connected.again', language) }, goOn];
}
