import { randomBytes } from 'node:crypto';
import { hashSecret } from '@app/security';

const COUNT = 10;
/** 80 bits: a fast hash is enough. */
const LETTERS = 16;
/** Crockford's: none that look alike. */
const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz';

/** For when the authenticator app is lost; each counts once. */
export function newRecoveryCodes(): string[] {
  return Array.from({ length: COUNT }, () => {
    const letters = Array.from(randomBytes(LETTERS), (byte) => ALPHABET[byte % ALPHABET.length]).join('');
    return (letters.match(/.{4}/g) ?? []).join('-');
  });
}

/** However it was typed: the dashes, spaces and capitals do not matter. */
export function hashRecoveryCode(userId: string, code: string): string {
  const letters = code
    .toLowerCase()
    .replace(/[^a-z0-9]/g, '')
    .replace(/o/g, '0')
    .replace(/[il]/g, '1');
  return hashSecret(`${userId}:${letters}`);
}
