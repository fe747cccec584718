import { constants } from 'node:fs';
import { copyFile, lstat, mkdir, readdir, rename, rm, rmdir, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { AppConfig } from '@app/config';
import type { DownloadRun } from '@app/downloads';
import { DiskFull, runOnDisk } from '@app/storage';
import { Injectable } from '@nestjs/common';

/** Left by a run that ended in good order: nobody writes there any more, so the files may be moved. */
const RELEASED = '.released';
/** Downloads that had to make room here, of which is known how much they need; the oldest are forgotten. */
const MAX_REMEMBERED = 1_000;

interface Discarded {
  bytes: number;
  times: number;
}

/**
 * Where unfinished files live: STAGING_DIR/<download>/<run>. A run has its directory alone; it goes on with the bytes
 * of the run before by moving them, or by a copy when that run may still be writing.
 */
@Injectable()
export class Staging {
  private readonly root: string;
  private readonly discarded = new Map<string, Discarded>();

  constructor(config: AppConfig) {
    this.root = config.storage.stagingDir;
  }

  /**
   * A private directory for this run, with the partial file of the last run that had one on this disk. A run may end
   * before it comes to have a directory, so the last one with bytes need not be the run just before.
   */
  async prepare(run: DownloadRun): Promise<string> {
    const directory = this.directoryOf(run, run.runId);
    const former = await this.formerOf(run);
    await mkdir(directory, { recursive: true, mode: 0o700 });
    let taken = false;
    for (const one of former) {
      if (!taken) taken = await this.takeOver(one, directory);
      await rm(one, { recursive: true, force: true });
    }
    return directory;
  }

  /** Says that this run writes no more and that its partial file may be gone on with. */
  async releaseDirectoryOf(run: DownloadRun): Promise<void> {
    await writeFile(join(this.directoryOf(run, run.runId), RELEASED), '', { flag: 'wx' }).catch(
      () => undefined,
    );
  }

  /**
   * Keeps what was written for the next run, unless it is in the way. Of that, how much it was is remembered: with as
   * little space the next run would come no further, so it waits the longer the more often that happens.
   * @returns why the run ends
   */
  async leave(run: DownloadRun, reason: unknown): Promise<unknown> {
    if (!(reason instanceof DiskFull && reason.inTheWay)) {
      await this.releaseDirectoryOf(run);
      return reason;
    }
    const { times } = await this.discard(run);
    return times === 1 ? reason : DiskFull.again(times - 1, reason);
  }

  /** What a former run had written here when it had to make room; 0 when none had to. */
  discardedBytes(run: DownloadRun): number {
    return this.discarded.get(run.downloadId)?.bytes ?? 0;
  }

  /** Removes everything of the download: it ended for good. */
  async removeAll(run: DownloadRun): Promise<void> {
    this.discarded.delete(run.downloadId);
    await rm(join(this.root, run.downloadId), { recursive: true, force: true });
  }

  /** Removes what this run alone wrote, and the download's directory with it unless another run is there. */
  async removeDirectoryOf(run: DownloadRun): Promise<void> {
    await rm(this.directoryOf(run, run.runId), { recursive: true, force: true });
    await rmdir(join(this.root, run.downloadId)).catch(() => undefined);
  }

  private async discard({ downloadId }: DownloadRun): Promise<Discarded> {
    const directory = join(this.root, downloadId);
    const before = this.discarded.get(downloadId);
    const now = {
      bytes: Math.max(before?.bytes ?? 0, await bytesIn(directory)),
      times: (before?.times ?? 0) + 1,
    };
    await rm(directory, { recursive: true, force: true });
    this.discarded.delete(downloadId);
    this.discarded.set(downloadId, now);
    const [oldest] = this.discarded.keys();
    if (this.discarded.size > MAX_REMEMBERED && oldest !== undefined) this.discarded.delete(oldest);
    return now;
  }

  /** Directories of other runs of the download, the youngest first. */
  private async formerOf({ downloadId, runId }: DownloadRun): Promise<string[]> {
    const names = await readdir(join(this.root, downloadId)).catch(() => [] as string[]);
    const paths = names.filter((name) => name !== runId).map((name) => join(this.root, downloadId, name));
    const aged = await Promise.all(paths.map(async (path) => ({ path, at: await touched(path) })));
    return aged.sort((left, right) => right.at - left.at).map(({ path }) => path);
  }

  /** False when there was nothing to take. */
  private async takeOver(from: string, to: string): Promise<boolean> {
    const names = await readdir(from).catch(() => [] as string[]);
    const released = names.includes(RELEASED);
    const files = names.filter((name) => name !== RELEASED);
    for (const name of files) await carry(join(from, name), join(to, name), released);
    return files.length > 0;
  }

  private directoryOf(run: DownloadRun, runId: string): string {
    return join(this.root, run.downloadId, runId);
  }
}

/** Milliseconds since 1970; 0 when it has gone. */
async function touched(path: string): Promise<number> {
  return (await stat(path).catch(() => undefined))?.mtimeMs ?? 0;
}

async function bytesIn(directory: string): Promise<number> {
  const entries = await readdir(directory, { recursive: true, withFileTypes: true }).catch(() => []);
  const files = entries.filter((entry) => entry.isFile());
  const sizes = files.map(({ parentPath, name }) => lstat(join(parentPath, name)).catch(() => undefined));
  return (await Promise.all(sizes)).reduce((sum, file) => sum + (file?.size ?? 0), 0);
}

/** What goes in the meantime is not taken: the run that is left removes what it wrote. */
async function carry(from: string, to: string, move: boolean): Promise<void> {
  try {
    // A link that a program left there would lead us where it may not read.
    if (!(await lstat(from)).isFile()) return;
    if (move) await rename(from, to);
    else await runOnDisk(() => copyFile(from, to, constants.COPYFILE_FICLONE));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
}
