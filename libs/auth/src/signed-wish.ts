import { createHmac } from 'node:crypto';

/** How old, or how far ahead of our clock, a signature may be. */
const TOLERANCE_SECONDS = 300;

/** What a key wants to do for a person, and its proof. */
export interface SignedWish {
  /** Id or e-mail address of the person. */
  user: string;
  /** `t=<unix seconds>,v1=<hex>` */
  signature: string;
  method: string;
  /** As it was sent, without the query. */
  path: string;
}

export interface Signature {
  /** Unix seconds. */
  at: number;
  /** Hex, lower case. */
  mac: string;
}

/** Undefined for what is not written as a signature. */
export function readSignature(text: string): Signature | undefined {
  const match = /^t=(\d{1,12}),v1=([0-9a-f]{64})$/i.exec(text.replaceAll(' ', ''));
  return match ? { at: Number(match[1]), mac: (match[2] ?? '').toLowerCase() } : undefined;
}

/** @param now unix seconds */
export function isFresh({ at }: Signature, now: number): boolean {
  return Math.abs(now - at) <= TOLERANCE_SECONDS;
}

/** HMAC-SHA256 in hex over `<t>.<method>.<path>.<user>`. */
export function macOf(
  at: number,
  { method, path, user }: Omit<SignedWish, 'signature'>,
  secret: string,
): string {
  return createHmac('sha256', secret)
    .update(`${String(at)}.${method.toUpperCase()}.${path}.${user}`)
    .digest('hex');
}
