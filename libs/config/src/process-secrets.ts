import { randomBytes } from 'node:crypto';
import { SECRET_ALIASES } from './aliases';

/** Only who signs people in or makes the first callers needs these. */
const API_ONLY = [
  'ADMIN_EMAIL',
  'ADMIN_PASSWORD',
  'BOOTSTRAP_API_KEYS',
  'JWT_ALGORITHM',
  'JWT_PRIVATE_KEY',
  'JWT_SECRET_KEY',
  'SECRET_KEY',
] as const;

const SECRETS = [
  ...API_ONLY,
  ...SECRET_ALIASES,
  'DATABASE_ADMIN_URL',
  'DATABASE_URL',
  'ENCRYPTION_KEY',
  'ENCRYPTION_KEYS_OLD',
  'GOOGLE_CLIENT_SECRET',
  'METRICS_TOKEN',
  'MIGRATION_DATABASE_URL',
  'REDIS_URL',
] as const;

/** The environment of a worker: without what it never needs. A key of its own in the place of JWT_SECRET_KEY signs nothing. */
export function withoutApiSecrets(source: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const own = { ...source };
  for (const name of API_ONLY) {
    Reflect.deleteProperty(own, name);
    Reflect.deleteProperty(own, `${name}_FILE`);
  }
  return { ...own, JWT_SECRET_KEY: randomBytes(48).toString('base64') };
}

/** What was read is not left where any module, or a report of the process, finds it. */
export function removeSecrets(source: NodeJS.ProcessEnv): void {
  for (const name of SECRETS) Reflect.deleteProperty(source, name);
}
