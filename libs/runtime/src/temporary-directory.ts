import { createHash } from 'node:crypto';
import { lstat, mkdtemp, readdir, rm } from 'node:fs/promises';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';

/** Containers that share a directory have process numbers of their own: those of another host say nothing here. */
const HOST = createHash('sha256').update(hostname()).digest('hex').slice(0, 8);

const ofThisProcess = new Set<string>();

/**
 * A directory of this process, which is to remove it when it ends. What processes of this user that were killed have left
 * under the same prefix goes first.
 * @param prefix what it is for, e.g. `classroom-tools-`
 */
export async function makeTemporaryDirectory(prefix: string, parent = tmpdir()): Promise<string> {
  const ofThisHost = `${prefix}${HOST}-`;
  await removeAbandoned(parent, ofThisHost);
  const directory = await mkdtemp(join(parent, `${ofThisHost}${String(process.pid)}-`));
  ofThisProcess.add(directory);
  return directory;
}

async function removeAbandoned(parent: string, prefix: string): Promise<void> {
  // Who may make one there may not always list them.
  for (const name of await readdir(parent).catch(() => [])) {
    if (!name.startsWith(prefix)) continue;
    const directory = join(parent, name);
    const pid = Number.parseInt(name.slice(prefix.length), 10);
    // Nobody waits for what cannot be removed, and there is a next time.
    if (isAbandoned(directory, pid) && (await isOurs(directory)))
      await rm(directory, { recursive: true, force: true }).catch(() => undefined);
  }
}

/** A container that starts again may give the number of the process that died in it to the next. */
function isAbandoned(directory: string, pid: number): boolean {
  if (pid === process.pid) return !ofThisProcess.has(directory);
  try {
    process.kill(pid, 0);
    return false;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ESRCH';
  }
}

/** Anybody may put a directory of this name where temporary ones are; what lies in theirs is not ours to remove. */
async function isOurs(directory: string): Promise<boolean> {
  const found = await lstat(directory).catch(() => undefined);
  return found?.isDirectory() === true && found.uid === process.getuid?.();
}
