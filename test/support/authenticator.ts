import { Secret, TOTP } from 'otpauth';
import type { Client } from './client';
import { ADMIN } from './system';

/**
 * What an authenticator app shows so many codes from now. The present one and the next are good for at least half a
 * minute; the one before is over with the next tick.
 */
export function codeOf(secret: string, later: 0 | 1 = 0): string {
  return new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: Date.now() + later * 30_000 });
}

/** Adds a second factor with the present code, which is used up by that: the next one is good. */
export async function enrolSecondFactor(
  client: Client,
): Promise<{ secret: string; recoveryCodes: string[] }> {
  const begun = await client.post<{ secret: string }>('/auth/second-factor', {
    current_password: ADMIN.password,
  });
  const { secret } = begun.body;
  const confirmed = await client.post<{ recovery_codes: string[] }>('/auth/second-factor/confirm', {
    code: codeOf(secret),
  });
  return { secret, recoveryCodes: confirmed.body.recovery_codes };
}
