import { constants } from 'node:fs';
import { copyFile, mkdir, readdir, rename, rm, rmdir, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { AppConfig } from '@app/config';
import type { DownloadRun } from '@app/downloads';
import { Injectable } from '@nestjs/common';

/** Left by a run that ended in good order: nobody writes there any more, so the files may be moved. */
const RELEASED = '.released';

/**
 * Where unfinished files live: STAGING_DIR/<download>/<run>. A run has its directory alone; it goes on with the bytes
 * of the run before by moving them, or by a copy when that run may still be writing.
 */
@Injectable()
export class Staging {
  private readonly root: string;

  constructor(config: AppConfig) {
    this.root = config.storage.stagingDir;
  }

  /** A private directory for this run, with the partial file of the run before when it is on this disk. */
  async prepare(run: DownloadRun): Promise<string> {
    const directory = this.directoryOf(run, run.runId);
    await mkdir(directory, { recursive: true, mode: 0o700 });
    if (run.previousRunId !== null) await this.takeOver(this.directoryOf(run, run.previousRunId), directory);
    return directory;
  }

  /** Says that this run writes no more and that its partial file may be gone on with. */
  async release(run: DownloadRun): Promise<void> {
    await writeFile(join(this.directoryOf(run, run.runId), RELEASED), '').catch(() => undefined);
  }

  /** Removes everything of the download: it ended for good. */
  async removeAll(run: DownloadRun): Promise<void> {
    await rm(join(this.root, run.downloadId), { recursive: true, force: true });
  }

  /** Removes what this run alone wrote, and the download's directory with it unless another run is there. */
  async remove(run: DownloadRun): Promise<void> {
    await rm(this.directoryOf(run, run.runId), { recursive: true, force: true });
    await rmdir(join(this.root, run.downloadId)).catch(() => undefined);
  }

  private async takeOver(from: string, to: string): Promise<void> {
    const names = await readdir(from).catch(() => [] as string[]);
    if (names.length === 0) return;
    const released = names.includes(RELEASED);
    for (const name of names.filter((one) => one !== RELEASED))
      await carry(join(from, name), join(to, name), released);
    await rm(from, { recursive: true, force: true });
  }

  private directoryOf(run: DownloadRun, runId: string): string {
    return join(this.root, run.downloadId, runId);
  }
}

async function carry(from: string, to: string, move: boolean): Promise<void> {
  if (!(await stat(from)).isFile()) return;
  if (move) await rename(from, to);
  else await copyFile(from, to, constants.COPYFILE_FICLONE);
}
