import { isUniqueViolation } from '@app/database';
import type { Viewer } from '@app/kernel';
import { Signals } from '@app/queue';
import { Injectable } from '@nestjs/common';
import { AnnounceChanges } from '../announce-changes.service';
import { type Download, statusesFor, variantOf } from '../download';
import { DownloadNotFound, DownloadNotRetryable, DownloadUnderWay } from '../download.errors';
import { DownloadsRepository } from '../queries/persistence/downloads.repository';
import { RequestedDownloadsRepository } from './persistence/requested-downloads.repository';

const MAX_CHECKS = 10;

/** Tries failed and cancelled downloads again. */
@Injectable()
export class RetryDownloads {
  constructor(
    private readonly downloads: DownloadsRepository,
    private readonly requested: RequestedDownloadsRepository,
    private readonly signals: Signals,
    private readonly changes: AnnounceChanges,
  ) {}

  /** @throws DownloadNotFound, DownloadNotRetryable */
  async retryOne(id: string, viewer: Viewer): Promise<Download> {
    const before = await this.downloads.findChangeable(id, viewer);
    if (!before) throw new DownloadNotFound(id);
    const retried = await this.retry([id], viewer);
    if (retried.length === 0) throw await this.whyNot(id, viewer);
    await this.signals.send('backlog.changed', {});
    return (await this.downloads.findChangeable(id, viewer)) ?? before;
  }

  /** All failed ones, of a batch or of everything the viewer sees. How many were queued again. */
  async allFailed(viewer: Viewer, batchId: string | null): Promise<number> {
    const retried = await this.retry(await this.requested.findFailedIds(viewer, batchId), viewer);
    await this.signals.send('backlog.changed', {});
    return retried.length;
  }

  /** A request for the same video that came between looking and writing is seen at the next look. */
  private async retry(ids: readonly string[], viewer: Viewer): Promise<string[]> {
    for (let look = 1; ; look += 1) {
      try {
        const retried = await this.requested.requeueEnded(ids, viewer);
        await this.changes.announce(viewer.tenantId, retried);
        return retried;
      } catch (error) {
        if (look === MAX_CHECKS || !isUniqueViolation(error)) throw error;
      }
    }
  }

  private async whyNot(id: string, viewer: Viewer): Promise<Error> {
    const download = await this.downloads.findChangeable(id, viewer);
    if (!download) return new DownloadNotFound(id);
    const { status, source, sourceKey: source_key, requester } = download;
    const keys = [{ source_key, variant: variantOf(source, download) }];
    const [active] = await this.downloads.findActive(viewer.tenantId, requester, keys);
    const another = active && statusesFor('retry').includes(status);
    return another ? new DownloadUnderWay(active.id) : new DownloadNotRetryable(status);
  }
}
