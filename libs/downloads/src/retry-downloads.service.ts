import type { Viewer } from '@app/kernel';
import { Signals } from '@app/queue';
import { Injectable } from '@nestjs/common';
import type { Download } from './download';
import { DownloadNotFound, DownloadNotRetryable } from './download.errors';
import { DownloadsRepository } from './persistence/downloads.repository';

/** Tries failed and cancelled downloads again. */
@Injectable()
export class RetryDownloads {
  constructor(
    private readonly downloads: DownloadsRepository,
    private readonly signals: Signals,
  ) {}

  /** @throws DownloadNotFound, DownloadNotRetryable */
  async one(id: string, viewer: Viewer): Promise<Download> {
    const before = await this.downloads.findChangeable(id, viewer);
    if (!before) throw new DownloadNotFound(id);
    const retried = await this.downloads.retry([id], viewer);
    if (retried.length === 0) throw new DownloadNotRetryable(before.status);
    await this.signals.send('backlog.changed', {});
    return (await this.downloads.findChangeable(id, viewer)) ?? before;
  }

  /** All failed ones, of a batch or of everything the viewer sees. How many were queued again. */
  async allFailed(viewer: Viewer, batchId: string | null): Promise<number> {
    const retried = await this.downloads.retry(await this.downloads.failedIds(viewer, batchId), viewer);
    await this.signals.send('backlog.changed', {});
    return retried.length;
  }
}
