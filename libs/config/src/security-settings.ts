import type { JwtAlgorithm } from './jwt-key';
import type { Environment } from './read-environment';

export interface SecuritySettings {
  encryptionKey: string;
  oldEncryptionKeys: string[];
  jwtSecret: string;
  /** How access tokens are signed; HS256 is by `jwtSecret`. */
  jwt: { algorithm: JwtAlgorithm; privateKey?: string };
  accessTokenMinutes: number;
  refreshTokenDays: number;
  /** Cookies carry `Secure`. */
  secureCookies: boolean;
}

export function securityOf(env: Environment): SecuritySettings {
  return {
    encryptionKey: env.ENCRYPTION_KEY,
    oldEncryptionKeys: env.ENCRYPTION_KEYS_OLD,
    jwtSecret: env.JWT_SECRET_KEY,
    jwt: { algorithm: env.JWT_ALGORITHM, privateKey: env.JWT_PRIVATE_KEY },
    accessTokenMinutes: env.JWT_ACCESS_TOKEN_EXPIRE_MINUTES,
    refreshTokenDays: env.JWT_REFRESH_TOKEN_EXPIRE_DAYS,
    secureCookies: new URL(env.GOOGLE_REDIRECT_URI).protocol === 'https:',
  };
}
