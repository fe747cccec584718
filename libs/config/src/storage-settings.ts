import { join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { Environment } from './read-environment';

export function storageOf(env: Environment) {
  const url = storageUrl(env);
  const stagingDir = resolve(env.STAGING_DIR ?? join(localDirectory(url) ?? '', '.staging'));
  return {
    url,
    stagingDir,
    minFreeBytes: env.MIN_FREE_BYTES,
    maxFileBytes: env.MAX_FILE_SIZE,
    defaultQuotas: { tenantBytes: env.TENANT_QUOTA_BYTES, userBytes: env.USER_QUOTA_BYTES },
  };
}

export function storageUrl(env: Environment): string {
  return env.STORAGE_URL ?? pathToFileURL(resolve(env.DOWNLOAD_DIR)).href;
}

/** Undefined for what is no file address of this machine, such as `file://var/lib` with its host `var`. */
export function localDirectory(url: string): string | undefined {
  try {
    return fileURLToPath(url);
  } catch {
    return undefined;
  }
}
