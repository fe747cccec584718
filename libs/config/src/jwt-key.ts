import { createPrivateKey } from 'node:crypto';
import { makeExactValidator } from 'envalid';

export const JWT_ALGORITHMS = ['HS256', 'EdDSA'] as const;
export type JwtAlgorithm = (typeof JWT_ALGORITHMS)[number];

/** In capitals or not. */
export const jwtAlgorithm = makeExactValidator<JwtAlgorithm>((input: string) => {
  const found = JWT_ALGORITHMS.find((name) => name.toLowerCase() === input.toLowerCase());
  if (found === undefined) throw new TypeError(`must be one of ${JWT_ALGORITHMS.join(', ')}`);
  return found;
});

/** A private Ed25519 key in PEM. */
export const ed25519Key = makeExactValidator<string>((input: string) => {
  if (keyTypeOf(input) !== 'ed25519')
    throw new TypeError('must be a private Ed25519 key in PEM: openssl genpkey -algorithm ed25519');
  return input;
});

interface JwtVariables {
  JWT_ALGORITHM: JwtAlgorithm;
  JWT_PRIVATE_KEY?: string;
  JWT_SECRET_KEY: string;
}

/** Each algorithm has its own kind of key, and a key of the other kind is a mistake. */
export function jwtKeyProblems(env: JwtVariables): string[] {
  const { JWT_ALGORITHM: algorithm, JWT_PRIVATE_KEY: privateKey, JWT_SECRET_KEY: secretKey } = env;
  const problems: string[] = [];
  if (algorithm === 'EdDSA' && privateKey === undefined)
    problems.push('JWT_PRIVATE_KEY: is needed for JWT_ALGORITHM=EdDSA; best as JWT_PRIVATE_KEY_FILE');
  if (algorithm === 'HS256' && privateKey !== undefined)
    problems.push('JWT_PRIVATE_KEY: is not used by JWT_ALGORITHM=HS256; leave it out, or set EdDSA');
  // A public key as the secret would let everybody who has it sign.
  if (secretKey.includes('-----BEGIN'))
    problems.push(
      'JWT_SECRET_KEY: is a key in PEM; it must be a secret text, and keys belong in JWT_PRIVATE_KEY',
    );
  return problems;
}

function keyTypeOf(pem: string): string | undefined {
  try {
    return createPrivateKey(pem).asymmetricKeyType;
  } catch {
    return undefined;
  }
}
