import { concernsThisMachine } from './machine-addresses';
import type { Environment } from './read-environment';
import { secretWeakness } from './secret-strength';

/** Their weakness is that of everything that is signed or encrypted with them. */
const KEY = { minLength: 32, minBits: 60 };
/** A key that somebody types is stretched (libs/security/key-ring.ts). */
const TYPED_KEY = { minLength: 20, minBits: 50 };
const PASSWORD = { minLength: 12, minBits: 32 };
const RANDOM_KEY_LENGTH = 43;

/** What production does not start with, each in words and none with its value. */
export function productionRefusals(env: Environment): string[] {
  return [...weakSecrets(env), ...sharedSecrets(env), ...testDestinations(env)];
}

function weakSecrets(env: Environment): string[] {
  const { ADMIN_PASSWORD: password, ADMIN_EMAIL: email = '' } = env;
  const encryption = env.ENCRYPTION_KEY.length < RANDOM_KEY_LENGTH ? TYPED_KEY : KEY;
  const weaknesses = {
    ADMIN_PASSWORD:
      password === undefined ? undefined : secretWeakness(password, { ...PASSWORD, about: [email] }),
    JWT_SECRET_KEY: secretWeakness(env.JWT_SECRET_KEY, KEY),
    ENCRYPTION_KEY: secretWeakness(env.ENCRYPTION_KEY, encryption),
    BOOTSTRAP_API_KEYS: env.BOOTSTRAP_API_KEYS.map(({ key }) => secretWeakness(key, KEY)).find(Boolean),
  };
  return Object.entries(weaknesses).flatMap(([name, weakness]) => (weakness ? [`${name}: ${weakness}`] : []));
}

/** Whoever learns one of them must not have the other. */
function sharedSecrets({ ADMIN_PASSWORD, JWT_SECRET_KEY, ENCRYPTION_KEY }: Environment): string[] {
  const secrets = [ADMIN_PASSWORD, JWT_SECRET_KEY, ENCRYPTION_KEY].filter((secret) => secret !== undefined);
  if (new Set(secrets).size === secrets.length) return [];
  return ['ADMIN_PASSWORD, JWT_SECRET_KEY and ENCRYPTION_KEY: must differ from each other in production'];
}

function testDestinations(env: Environment): string[] {
  const problems: string[] = [];
  const redirect = new URL(env.GOOGLE_REDIRECT_URI);
  const loopback = ['localhost', '127.0.0.1', '[::1]'].includes(redirect.hostname);
  if (redirect.protocol !== 'https:' && !loopback) {
    problems.push('GOOGLE_REDIRECT_URI: must be https in production, unless it is on this machine');
  }
  if (env.GOOGLE_ROOT_URL !== undefined) {
    problems.push('GOOGLE_ROOT_URL: is a stand-in for Google, which production does not trust; leave it out');
  }
  const inward = env.EGRESS_ALLOW.flatMap(({ host }, index) =>
    concernsThisMachine(host) ? [index + 1] : [],
  );
  if (inward.length > 0) {
    const which =
      inward.length === 1 ? `entry ${String(inward[0])} opens` : `entries ${inward.join(', ')} open`;
    problems.push(
      `EGRESS_ALLOW: ${which} this machine or a cloud's metadata service, which production never does`,
    );
  }
  return problems;
}
