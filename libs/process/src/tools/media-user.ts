import { constants, readFileSync } from 'node:fs';
import { chmod, chown, open, readdir, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/** Made by the Dockerfile. */
const NAME = 'classroom-media';
/** For root on a machine without that user: a number that nobody has. */
const UNUSED_ID = 61_900;

export interface UnixUser {
  uid: number;
  gid: number;
}

/** Whom programs run as where they get no namespaces. */
export function mediaUser(): UnixUser {
  return named(NAME) ?? { uid: UNUSED_ID, gid: UNUSED_ID };
}

function named(name: string): UnixUser | undefined {
  try {
    const line = readFileSync('/etc/passwd', 'utf8')
      .split('\n')
      .find((text) => text.startsWith(`${name}:`));
    const [, , uid, gid] = line?.split(':') ?? [];
    return uid === undefined || gid === undefined ? undefined : { uid: Number(uid), gid: Number(gid) };
  } catch {
    return undefined;
  }
}

/** Both of us read and write there, and what one makes belongs to the group of the other. */
const SHARED_MODE = 0o2770;
const SHARED_FILE_MODE = 0o660;
/** To be passed, not listed. */
const PASSABLE = 0o001;

/** Opens a run's directory and our files in it to the other user, and the way through the directory that holds it. */
export async function shareWithMediaUser(directory: string): Promise<void> {
  const { uid } = await stat(directory);
  const { gid } = mediaUser();
  for (const name of await readdir(directory)) await shareFile(join(directory, name), uid, gid);
  await chown(directory, uid, gid);
  await chmod(directory, SHARED_MODE);
  const parent = dirname(directory);
  const { mode, uid: owner } = await stat(parent);
  if (owner === process.getuid?.() && (mode & PASSABLE) === 0) await chmod(parent, mode | PASSABLE);
}

/** Only a plain file of our own, and only itself: a former run may have left a link to something else. */
async function shareFile(path: string, uid: number, gid: number): Promise<void> {
  const file = await open(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK).catch(
    () => undefined,
  );
  if (!file) return;
  try {
    const facts = await file.stat();
    if (!facts.isFile() || facts.uid !== uid || facts.nlink > 1) return;
    await file.chown(uid, gid);
    await file.chmod(SHARED_FILE_MODE);
  } finally {
    await file.close();
  }
}
