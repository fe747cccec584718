import { randomBytes } from 'node:crypto';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { messageOf, StartupError } from '@app/kernel';

/** Secrets and ports of a local installation, made once and kept in its data directory. */
export interface LocalSecrets {
  postgresPassword: string;
  redisPassword: string;
  encryptionKey: string;
  jwtSecret: string;
  adminPassword: string;
  apiKey: string;
  sandboxSecret: string;
  sandboxPort: number;
}

const FILE = 'secrets.json';

/** Reads the secrets, or makes them. The file is for its owner only. */
export async function localSecrets(dataDir: string): Promise<LocalSecrets> {
  await mkdir(dataDir, { recursive: true, mode: 0o711 });
  const path = join(dataDir, FILE);
  const text = await readFile(path, 'utf8').catch((cause: unknown) => {
    if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw new StartupError(`${path} cannot be read: ${messageOf(cause)}`, { cause });
  });
  if (text !== undefined) return parseSecrets(text, path);
  const made = makeSecrets();
  await saveSecrets(dataDir, made);
  return made;
}

/** New ones in their place would open nothing of what lies in the data directory: neither its database nor its tokens. */
function parseSecrets(text: string, path: string): LocalSecrets {
  try {
    const secrets = JSON.parse(text) as Partial<LocalSecrets> | null;
    if (secrets?.encryptionKey !== undefined) return secrets as LocalSecrets;
  } catch {
    // Said below, with the path.
  }
  throw new StartupError(
    `${path} is damaged, and has the keys to the data beside it. Put it back from a backup, or remove the whole directory to begin anew.`,
  );
}

export async function saveSecrets(dataDir: string, secrets: LocalSecrets): Promise<void> {
  const path = join(dataDir, FILE);
  await writeFile(`${path}.part`, JSON.stringify(secrets, null, 2), { mode: 0o600, flush: true });
  await rename(`${path}.part`, path);
}

function makeSecrets(): LocalSecrets {
  const secret = (bytes: number) => randomBytes(bytes).toString('base64url');
  return {
    postgresPassword: secret(24),
    redisPassword: secret(24),
    encryptionKey: randomBytes(32).toString('base64'),
    jwtSecret: secret(48),
    adminPassword: `${secret(9)}-1aA`,
    apiKey: `cdl_${secret(32)}`,
    sandboxSecret: secret(24),
    sandboxPort: 0,
  };
}
