import { Database } from '@app/database';
import { CancelDownloads, RetryDownloads } from '@app/downloads';
import type { Viewer } from '@app/kernel';
import { Injectable } from '@nestjs/common';
import { BatchNotFound } from './batch.errors';
import { BatchesRepository } from './persistence/batches.repository';

@Injectable()
export class ChangeBatch {
  constructor(
    private readonly batches: BatchesRepository,
    private readonly cancelDownloads: CancelDownloads,
    private readonly retryDownloads: RetryDownloads,
    private readonly database: Database,
  ) {}

  /** Cancels all that has not ended; what is finished stays. @throws BatchNotFound */
  async cancel(id: string, viewer: Viewer): Promise<void> {
    if (!(await this.batches.mayChange(id, viewer))) throw new BatchNotFound(id);
    await this.database.transaction(async () => {
      await this.batches.cancel(id, viewer);
      await this.cancelDownloads.cancelBatch(id, viewer);
    });
  }

  /** Queues the failed ones again; how many. @throws BatchNotFound */
  async retryFailed(id: string, viewer: Viewer): Promise<number> {
    if (!(await this.batches.mayChange(id, viewer))) throw new BatchNotFound(id);
    return this.retryDownloads.allFailed(viewer, id);
  }
}
