import { createRemoteJWKSet, errors, type JWTVerifyGetKey } from 'jose';
import { GoogleUnavailable } from '../google.errors';

const TIMEOUT_MS = 10_000;
/** An unknown key is asked for so often at most: anybody can show one. */
const COOLDOWN_MS = 30_000;
/** Google did not tell its keys: nothing is known of what they would verify. */
const NO_ANSWER = new Set(['ERR_JOSE_GENERIC', 'ERR_JWKS_TIMEOUT', 'ERR_JWKS_INVALID']);

type RemoteKeys = ReturnType<typeof createRemoteJWKSet>;

/** The keys with which Google signs who somebody is, read again when they are old or one is missing. */
export class GoogleCerts {
  private readonly url: URL;
  private known?: RemoteKeys;
  private readAgainAt = -Infinity;

  constructor(url: string) {
    this.url = new URL(url);
  }

  /** @throws GoogleUnavailable, or why there is no such key */
  readonly find: JWTVerifyGetKey = async (header, token) => {
    try {
      return await this.certs(header, token).catch((error: unknown) => {
        if (!(error instanceof errors.JWKSNoMatchingKey) || !this.mayReadAgain()) throw error;
        return this.certs.reload().then(() => this.certs(header, token));
      });
    } catch (error) {
      const isTold = error instanceof errors.JOSEError && !NO_ANSWER.has(error.code);
      throw isTold ? error : new GoogleUnavailable(error);
    }
  };

  /** Not before somebody asks for one: it loads Node's own HTTP client, some MB that most processes never need. */
  private get certs(): RemoteKeys {
    return (this.known ??= createRemoteJWKSet(this.url, { timeoutDuration: TIMEOUT_MS }));
  }

  /** The library goes by this host's clock: once that was put back, its keys stay as young as they were, perhaps for days. */
  private mayReadAgain(): boolean {
    const now = performance.now();
    if (now - this.readAgainAt < COOLDOWN_MS) return false;
    this.readAgainAt = now;
    return true;
  }
}
