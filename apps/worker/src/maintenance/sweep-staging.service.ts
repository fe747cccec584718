import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { AppConfig } from '@app/config';
import { UnfinishedDownloads } from '@app/downloads';
import { isUuid } from '@app/kernel';
import { PeriodicTask } from '@app/work';
import { Injectable } from '@nestjs/common';

/** What was touched lately belongs to a run that has just begun or ended. */
const YOUNG_MS = 5 * 60_000;

/** Removes unfinished files of downloads that have ended or are gone, from this worker's own staging directory. */
@Injectable()
export class SweepStaging extends PeriodicTask {
  protected override readonly everyMs = 10 * 60_000;
  protected override readonly failure = 'staging not swept';

  constructor(
    private readonly config: AppConfig,
    private readonly unfinished: UnfinishedDownloads,
  ) {
    super();
  }

  protected override perform(): Promise<unknown> {
    return this.sweep();
  }

  /**
   * Ids of the downloads whose files went.
   * @param now milliseconds
   * @throws what kept one from going, when all others went
   */
  async sweep(now = Date.now()): Promise<string[]> {
    const { stagingDir } = this.config.storage;
    const names = (await readdir(stagingDir).catch(() => [] as string[])).filter(isUuid);
    const needed = await this.unfinished.findAmong(names);
    const swept: string[] = [];
    const errors: unknown[] = [];
    for (const name of names) {
      const path = join(stagingDir, name);
      const touched = (await stat(path).catch(() => undefined))?.mtimeMs ?? now;
      if (needed.has(name) || now - touched < YOUNG_MS) continue;
      // A program had it, and may have made of it what cannot be removed.
      await rm(path, { recursive: true, force: true }).then(
        () => swept.push(name),
        (error: unknown) => errors.push(error),
      );
    }
    if (swept.length > 0) this.logger.log({ message: 'staging swept', downloads: swept.length });
    if (errors.length > 0) throw errors[0];
    return swept;
  }
}
