import { createHmac } from 'node:crypto';

/** How old, or how far ahead of our clock, a signature may be. */
export const SIGNATURE_TOLERANCE_SECONDS = 300;

/** A request that a key makes for a person, and its proof. */
export interface SignedRequest {
  /** Id or e-mail address of the person. */
  user: string;
  /** `t=<unix seconds>,n=<nonce>,v2=<hex>` */
  signature: string;
  method: string;
  /** As it was sent, without the query. */
  path: string;
  /** As it was sent, without the question mark; empty: none. */
  query: string;
  /** SHA-256 of the body as it was sent, in hex; of nothing where there is none. */
  bodySha256: string;
}

export interface Signature {
  /** Unix seconds. */
  at: number;
  /** Chosen by the caller, for this request alone. */
  nonce: string;
  /** Hex, lower case. */
  mac: string;
}

/** Undefined for what is not written as a signature; `v1` for one of the version that could be replayed and altered. */
export function readSignature(text: string): Signature | 'v1' | undefined {
  const spaceless = text.replaceAll(' ', '');
  if (/^t=\d{1,12},v1=[0-9a-f]{64}$/i.test(spaceless)) return 'v1';
  const match = /^t=(\d{1,12}),n=([\w-]{16,64}),v2=([0-9a-f]{64})$/i.exec(spaceless);
  const [, at = '', nonce = '', mac = ''] = match ?? [];
  return match ? { at: Number(at), nonce, mac: mac.toLowerCase() } : undefined;
}

/** @param now unix seconds */
export function isFresh({ at }: Signature, now: number): boolean {
  return Math.abs(now - at) <= SIGNATURE_TOLERANCE_SECONDS;
}

/** HMAC-SHA256 in hex over eight lines, none of which can hold a line break of its own. */
export function macOf(
  { at, nonce }: Pick<Signature, 'at' | 'nonce'>,
  { method, path, query, bodySha256, user }: Omit<SignedRequest, 'signature'>,
  secret: string,
): string {
  const lines = ['v2', String(at), nonce, method.toUpperCase(), path, query, bodySha256, user];
  return createHmac('sha256', secret).update(lines.join('\n')).digest('hex');
}
