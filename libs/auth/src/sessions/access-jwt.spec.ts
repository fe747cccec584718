import { createHmac, createPublicKey, generateKeyPairSync } from 'node:crypto';
import type { Clock } from '@app/kernel';
import { testConfig } from '@app/testing/test-config';
import { CompactSign, exportJWK, SignJWT } from 'jose';
import { AccessJwt } from './access-jwt';

const USER = '01890a5d-ac96-774b-bcce-b302099a8057';
const SESSION = '01890a5d-ac96-774b-bcce-b302099a8058';
const SECRET = 'a secret that signs the tokens of tests';
const { privateKey } = generateKeyPairSync('ed25519');
const PEM = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
const PUBLIC = createPublicKey(privateKey).export({ type: 'spki', format: 'pem' }).toString();
const OTHER = generateKeyPairSync('ed25519').privateKey;

const clock: Clock = { now: () => new Date() };
const jwtOf = (env: Record<string, string> = {}) => new AccessJwt(testConfig(env), clock);
const SIGNERS = {
  HS256: jwtOf(),
  EdDSA: jwtOf({ JWT_ALGORITHM: 'EdDSA', JWT_PRIVATE_KEY: PEM }),
};

const encoded = (part: object) => Buffer.from(JSON.stringify(part)).toString('base64url');
const now = Math.floor(Date.now() / 1000);
const CLAIMS = {
  iss: 'classroom-downloader',
  aud: 'access',
  sub: USER,
  sid: SESSION,
  iat: now,
  exp: now + 60,
};

/** Signed by hand: libraries refuse to make some of these. */
function hmac(header: object, key: string | Buffer): string {
  const text = `${encoded(header)}.${encoded(CLAIMS)}`;
  return `${text}.${createHmac('sha256', key).update(text).digest('base64url')}`;
}

describe.each(['HS256', 'EdDSA'] as const)('access tokens by %s', (algorithm) => {
  const jwt = SIGNERS[algorithm];

  it('should be taken by who signed them, and say the algorithm', async () => {
    const token = await jwt.sign(USER, SESSION);
    expect(await jwt.verify(token)).toEqual({ userId: USER, sessionId: SESSION });
    const [header = ''] = token.split('.');
    expect(JSON.parse(Buffer.from(header, 'base64url').toString())).toEqual({ alg: algorithm, typ: 'JWT' });
  });

  it('should not be taken when another algorithm is set up', async () => {
    const other = SIGNERS[algorithm === 'HS256' ? 'EdDSA' : 'HS256'];
    expect(await other.verify(await jwt.sign(USER, SESSION))).toBeUndefined();
  });

  const spki = createPublicKey(privateKey).export({ type: 'spki', format: 'der' });
  const raw = spki.subarray(-32);
  it.each([
    ['no algorithm', `${encoded({ alg: 'none' })}.${encoded(CLAIMS)}.`],
    ['no algorithm, in capitals', `${encoded({ alg: 'NONE' })}.${encoded(CLAIMS)}.`],
    ['no header to speak of', `${encoded({})}.${encoded(CLAIMS)}.`],
    ['the public key as the secret, in PEM', hmac({ alg: 'HS256', typ: 'JWT' }, PUBLIC)],
    ['the same without its last line break', hmac({ alg: 'HS256', typ: 'JWT' }, PUBLIC.trim())],
    ['the public key as the secret, in DER', hmac({ alg: 'HS256', typ: 'JWT' }, spki)],
    ['the public key as the secret, in bytes', hmac({ alg: 'HS256', typ: 'JWT' }, raw)],
    ['an empty secret', hmac({ alg: 'HS256' }, '')],
    ['HMAC under the name of EdDSA', hmac({ alg: 'EdDSA' }, SECRET)],
    ['an algorithm that we do not use, with our secret', hmac({ alg: 'HS384' }, SECRET)],
    ['a critical header that nobody knows', hmac({ alg: 'HS256', crit: ['x'], x: 1 }, SECRET)],
  ])('should not be taken with %s', async (_name, token) => {
    expect(await jwt.verify(token)).toBeUndefined();
  });

  it('should not be taken by a key that the token brings', async () => {
    const jwk = await exportJWK(createPublicKey(OTHER));
    const token = await new CompactSign(Buffer.from(JSON.stringify(CLAIMS)))
      .setProtectedHeader({ alg: 'EdDSA', jwk, kid: '../../dev/null' })
      .sign(OTHER);
    expect(await jwt.verify(token)).toBeUndefined();
  });

  it('should not be taken from another installation', async () => {
    const own = { issuer: CLAIMS.iss, audience: CLAIMS.aud };
    const sign = (alg: string, key: Uint8Array | typeof OTHER) =>
      new SignJWT({ sid: SESSION, sub: USER })
        .setProtectedHeader({ alg })
        .setIssuer(own.issuer)
        .setAudience(own.audience)
        .setExpirationTime('1m')
        .sign(key);
    expect(await jwt.verify(await sign('EdDSA', OTHER))).toBeUndefined();
    expect(
      await jwt.verify(await sign('HS256', Buffer.from('another secret of 32 characters!'))),
    ).toBeUndefined();
  });
});
