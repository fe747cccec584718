import { Secret, TOTP } from 'otpauth';
import { hashRecoveryCode, newRecoveryCodes } from './recovery-codes';
import { newTotpSecret, stepOfCode, totpUri } from './totp';

const USER = '01890a5d-ac96-774b-bcce-b302099a8057';

describe(stepOfCode, () => {
  // RFC 6238, appendix B, with the last six of the eight digits.
  const SECRET = Secret.fromUTF8('12345678901234567890').base32;

  it.each([
    [59, '287082'],
    [1_111_111_109, '081804'],
    [1_111_111_111, '050471'],
    [1_234_567_890, '005924'],
    [2_000_000_000, '279037'],
    [20_000_000_000, '353130'],
  ])('should know the test vector of RFC 6238 at %i s', (seconds, code) => {
    expect(stepOfCode(code, SECRET, new Date(seconds * 1000))).toBe(Math.floor(seconds / 30));
  });

  it('should take the code before and the one after, and name their steps', () => {
    const code = '050471';
    const step = Math.floor(1_111_111_111 / 30);
    const at = (steps: number) => stepOfCode(code, SECRET, new Date((step + steps) * 30_000));
    expect([-2, -1, 0, 1, 2].map(at)).toEqual([undefined, step, step, step, undefined]);
  });

  it.each(['', '12345', '1234567', '28708a', ' 287082', '２８７０８２'])('should not take “%s”', (code) => {
    expect(stepOfCode(code, SECRET, new Date(59_000))).toBeUndefined();
  });
});

describe(totpUri, () => {
  it('should be what an authenticator app reads, for a secret of 160 bits', () => {
    const secret = newTotpSecret();
    expect(secret).toMatch(/^[A-Z2-7]{32}$/);
    const uri = totpUri(secret, 'ana@school.example');
    expect(uri).toMatch(/^otpauth:\/\/totp\/Classroom%20Downloader:ana%40school\.example\?/);
    const parsed = new URL(uri).searchParams;
    expect(Object.fromEntries(parsed)).toMatchObject({
      secret,
      digits: '6',
      period: '30',
      algorithm: 'SHA1',
    });
    const code = new TOTP({ secret: Secret.fromBase32(secret) }).generate();
    expect(stepOfCode(code, secret, new Date())).toBeDefined();
  });
});

describe(newRecoveryCodes, () => {
  it('should be ten that differ and can be read aloud', () => {
    const codes = newRecoveryCodes();
    expect(new Set(codes).size).toBe(10);
    for (const code of codes) expect(code).toMatch(/^([0-9a-hjkmnp-tv-z]{4}-){3}[0-9a-hjkmnp-tv-z]{4}$/);
  });

  it('should be the same however they are typed, and another for another person', () => {
    const [code = ''] = newRecoveryCodes();
    const hash = hashRecoveryCode(USER, code);
    expect(hashRecoveryCode(USER, ` ${code.toUpperCase().replaceAll('-', ' ')} `)).toBe(hash);
    expect(hashRecoveryCode(USER, code.replaceAll('0', 'O').replaceAll('1', 'l'))).toBe(hash);
    expect(hashRecoveryCode('01890a5d-ac96-774b-bcce-b302099a8058', code)).not.toBe(hash);
  });
});
