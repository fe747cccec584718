import { Database } from '@app/database';
import type { Viewer } from '@app/kernel';
import { Signals } from '@app/queue';
import { Injectable } from '@nestjs/common';
import { AnnounceChanges } from '../announce-changes.service';
import { DownloadNotFound } from '../download.errors';
import { AssetsRepository } from '../files/persistence/assets.repository';
import { RequestedDownloadsRepository } from './persistence/requested-downloads.repository';
import { DownloadsRepository } from '../queries/persistence/downloads.repository';
import { OutcomesRepository } from '../outcomes/persistence/outcomes.repository';
import { PurgeFiles } from '../files/purge-files.service';

/** Cancels: the rows are final at once, and the worker that holds one is told. */
@Injectable()
export class CancelDownloads {
  constructor(
    private readonly database: Database,
    private readonly downloads: DownloadsRepository,
    private readonly requested: RequestedDownloadsRepository,
    private readonly assets: AssetsRepository,
    private readonly outcomes: OutcomesRepository,
    private readonly files: PurgeFiles,
    private readonly signals: Signals,
    private readonly changes: AnnounceChanges,
  ) {}

  /** A finished one stays as it is, unless it is to be purged. @throws DownloadNotFound */
  async cancel(id: string, viewer: Viewer, { purge }: { purge: boolean }): Promise<void> {
    if (!(await this.downloads.findChangeable(id, viewer))) throw new DownloadNotFound(id);
    await this.finish(viewer, () => this.requested.cancelDownloads([id], viewer));
    if (purge) {
      const assetId = await this.requested.deleteEnded(id, viewer);
      if (assetId !== null) await this.files.purgeUnused(assetId);
      await this.changes.announce(viewer.tenantId, [id]);
    }
  }

  /** How many were queued or running. */
  async cancelBatch(batchId: string, viewer: Viewer): Promise<number> {
    return this.finish(viewer, () => this.requested.cancelDownloadsOf(batchId, viewer));
  }

  private async finish({ tenantId }: Viewer, cancel: () => Promise<string[]>): Promise<number> {
    const ids = await this.database.transaction(async () => {
      const cancelled = await cancel();
      await this.assets.promoteFollowers(cancelled);
      await this.outcomes.record(cancelled, 'fetched');
      return cancelled;
    });
    await this.database.afterCommit(() => this.tell(ids));
    await this.changes.announce(tenantId, ids);
    return ids.length;
  }

  private async tell(ids: string[]): Promise<void> {
    await Promise.all(ids.map((id) => this.signals.send('download.cancelled', { download_id: id })));
    if (ids.length > 0) await this.signals.send('backlog.changed', {});
  }
}
