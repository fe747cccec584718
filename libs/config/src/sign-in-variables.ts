import { ed25519Key, jwtAlgorithm } from './jwt-key';
import { positive, secret } from './validators';

/** Tokens, and wrong passwords. A part of `VARIABLES`. */
export const SIGN_IN_VARIABLES = {
  JWT_SECRET_KEY: secret({ desc: 'signs sign-in tokens', example: 'openssl rand -base64 48' }),
  JWT_ALGORITHM: jwtAlgorithm({
    default: 'HS256',
    desc: 'how access tokens are signed: HS256, by JWT_SECRET_KEY, or EdDSA, by JWT_PRIVATE_KEY; a token does not choose',
  }),
  JWT_PRIVATE_KEY: ed25519Key({
    default: undefined,
    desc: 'for EdDSA alone: a private Ed25519 key in PEM, best as JWT_PRIVATE_KEY_FILE; make one with: openssl genpkey -algorithm ed25519',
  }),
  JWT_ACCESS_TOKEN_EXPIRE_MINUTES: positive({ default: 30, desc: 'life of an access token' }),
  JWT_REFRESH_TOKEN_EXPIRE_DAYS: positive({ default: 7, desc: 'life of a refresh token' }),

  MAX_LOGIN_ATTEMPTS: positive({
    default: 5,
    desc: 'wrong passwords before a sign-in is locked for a while',
  }),
  LOCKOUT_DURATION_MINUTES: positive({ default: 15, desc: 'how long it is locked' }),
} as const;
