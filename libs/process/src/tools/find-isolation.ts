import { mkdir, readlink, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { makeTemporaryDirectory } from '@app/runtime';
import { type Isolation, type IsolationKind, NO_ISOLATION } from './isolation';
import { readTrial, type TrialGround, type TrialResult } from './isolation-trial';
import { shareWithMediaUser } from './media-user';

/** Runs the trial in isolation of a kind and answers what it printed. */
export type RunTrial = (kind: IsolationKind, ground: TrialGround) => Promise<string>;

/** The first kind of isolation that stands up to its trial, and why those before it do not. */
export async function findIsolation(
  kinds: readonly IsolationKind[],
  stagingDir: string,
  runTrial: RunTrial,
): Promise<TrialResult> {
  const reasons: string[] = [];
  const ownNetwork = await readlink('/proc/self/ns/net').catch(() => '');
  for (const kind of kinds) {
    try {
      const stdout = await onTrialGround(kind, stagingDir, (ground) => runTrial(kind, ground));
      const found = readTrial(kind, stdout, ownNetwork);
      if (typeof found !== 'string') return { ...found, isolation: explained(found.isolation, reasons) };
      reasons.push(`${kind}: ${found}`);
    } catch (error) {
      reasons.push(`${kind}: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
  return { isolation: explained(NO_ISOLATION, reasons), sealable: false };
}

function explained(isolation: Isolation, reasons: string[]): Isolation {
  const detail = [isolation.detail, ...reasons].filter((text) => text !== undefined).join('; ');
  return detail === '' ? isolation : { ...isolation, detail };
}

/** A secret beside a run's directory, as in the staging directory, where there is one already. */
async function onTrialGround<T>(
  kind: IsolationKind,
  stagingDir: string,
  work: (ground: TrialGround) => Promise<T>,
): Promise<T> {
  const isThere = await stat(stagingDir).catch(() => undefined);
  const root = await makeTemporaryDirectory('.trial-', isThere ? stagingDir : undefined);
  try {
    const ground = { canary: join(root, 'secret'), directory: join(root, 'run'), pid: process.pid };
    await writeFile(ground.canary, 'secret', { mode: 0o600 });
    await mkdir(ground.directory, { mode: 0o700 });
    if (kind === 'user') await shareWithMediaUser(ground.directory);
    return await work(ground);
  } finally {
    await rm(root, { recursive: true, force: true });
  }
}
