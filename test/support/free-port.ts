import { randomInt } from 'node:crypto';
import { isFree } from '../../apps/local/src/services/free-port';

/** Below what systems give to connections and to servers that ask for any port (Linux from 32768, others from 49152). */
const RANGE = [20_000, 32_000] as const;

/**
 * A port of 127.0.0.1 that stays free until a test's server listens on it, and while that is away: no connection and no
 * server that takes any port gets it.
 */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = randomInt(...RANGE);
    if (await isFree(port)) return port;
  }
}
