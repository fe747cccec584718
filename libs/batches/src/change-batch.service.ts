import { Database, isUniqueViolation } from '@app/database';
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
      await this.batches.markCancelled(id, viewer);
      await this.cancelDownloads.cancelBatch(id, viewer);
    });
  }

  /** Queues the failed ones again, or reads the course again when that had failed; how many. @throws BatchNotFound */
  async retryFailed(id: string, viewer: Viewer): Promise<number> {
    if (!(await this.batches.mayChange(id, viewer))) throw new BatchNotFound(id);
    await this.rediscover(id, viewer);
    // Tells the dispatcher, too.
    return this.retryDownloads.allFailed(viewer, id);
  }

  private async rediscover(id: string, viewer: Viewer): Promise<void> {
    try {
      await this.batches.rediscover(id, viewer);
    } catch (error) {
      // The same request was made again meanwhile, and is being read.
      if (!isUniqueViolation(error)) throw error;
    }
  }
}
