import { Secret, TOTP } from 'otpauth';

const ISSUER = 'Classroom Downloader';
/** What every authenticator app understands: SHA-1, six digits, 30 seconds. */
const FORM = { issuer: ISSUER, algorithm: 'SHA1', digits: 6, period: 30 } as const;
/** As RFC 4226 recommends. */
const SECRET_BYTES = 20;
/** The code before and the one after count as well: clocks differ, and people type slowly. */
const WINDOW = 1;

/** In Base32, as people type it who cannot scan. */
export function newTotpSecret(): string {
  return new Secret({ size: SECRET_BYTES }).base32;
}

/** What an authenticator app reads from the picture. */
export function totpUri(secret: string, label: string): string {
  return new TOTP({ ...FORM, label, secret: Secret.fromBase32(secret) }).toString();
}

/** The 30 seconds (counted since 1970) to which a code belongs; undefined when it is none of now. */
export function stepOfCode(code: string, secret: string, now: Date): number | undefined {
  if (!/^\d{6}$/.test(code)) return undefined;
  const totp = new TOTP({ ...FORM, secret: Secret.fromBase32(secret) });
  const delta = totp.validate({ token: code, window: WINDOW, timestamp: now.getTime() });
  return delta === null ? undefined : Math.floor(now.getTime() / 1000 / FORM.period) + delta;
}
