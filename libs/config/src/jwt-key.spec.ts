import { generateKeyPairSync } from 'node:crypto';
import { testConfig } from '@app/testing/test-config';

const PEM = { type: 'pkcs8', format: 'pem' } as const;
const ed25519 = generateKeyPairSync('ed25519');
const PRIVATE = ed25519.privateKey.export(PEM).toString();
const PUBLIC = ed25519.publicKey.export({ type: 'spki', format: 'pem' }).toString();
const P256 = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export(PEM).toString();

describe('JWT_ALGORITHM', () => {
  it('should be HS256 unless told otherwise', () => {
    expect(testConfig().security.jwt).toEqual({ algorithm: 'HS256' });
  });

  it('should take EdDSA with a private key, in capitals or not', () => {
    const { jwt } = testConfig({ JWT_ALGORITHM: 'eddsa', JWT_PRIVATE_KEY: PRIVATE }).security;
    expect(jwt).toEqual({ algorithm: 'EdDSA', privateKey: PRIVATE });
  });

  it.each([
    [{ JWT_ALGORITHM: 'none' }, 'JWT_ALGORITHM: must be one of HS256, EdDSA'],
    [{ JWT_ALGORITHM: 'RS256' }, 'JWT_ALGORITHM: must be one of HS256, EdDSA'],
    [{ JWT_ALGORITHM: 'EdDSA' }, 'JWT_PRIVATE_KEY: is needed for JWT_ALGORITHM=EdDSA'],
    [{ JWT_PRIVATE_KEY: PRIVATE }, 'JWT_PRIVATE_KEY: is not used by JWT_ALGORITHM=HS256'],
    [{ JWT_ALGORITHM: 'EdDSA', JWT_PRIVATE_KEY: PUBLIC }, 'JWT_PRIVATE_KEY: must be a private Ed25519 key'],
    [{ JWT_ALGORITHM: 'EdDSA', JWT_PRIVATE_KEY: P256 }, 'JWT_PRIVATE_KEY: must be a private Ed25519 key'],
    [{ JWT_ALGORITHM: 'EdDSA', JWT_PRIVATE_KEY: 'a text' }, 'JWT_PRIVATE_KEY: must be a private Ed25519 key'],
    [{ JWT_SECRET_KEY: PUBLIC }, 'JWT_SECRET_KEY: is a key in PEM'],
    [{ JWT_SECRET_KEY: PRIVATE }, 'JWT_SECRET_KEY: is a key in PEM'],
  ])('should refuse keys of the other kind (%#)', (env, problem) => {
    expect(() => testConfig(env)).toThrow(problem);
    expect(() => testConfig(env)).not.toThrow(PRIVATE.split('\n')[1]);
  });
});
