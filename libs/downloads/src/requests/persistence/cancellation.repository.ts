import { executeReturning, now } from '@app/database';
import type { Viewer } from '@app/kernel';
import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { Any, type FindOptionsWhere, In, type Repository } from 'typeorm';
import { DOWNLOAD_STATUSES, isFinal, statusAfter, statusesFor } from '../../download';
import { DownloadEntity } from '../../persistence/download.entity';
import { changeableBy } from '../../persistence/visibility';

const CANCELLED = {
  status: statusAfter('cancel'),
  phase: null,
  speed: null,
  etaSeconds: null,
  waitingAssetId: null,
  completedAt: now,
  updatedAt: now,
};

@Injectable()
export class CancellationRepository {
  constructor(@InjectRepository(DownloadEntity) private readonly downloads: Repository<DownloadEntity>) {}

  /** Makes rows final; no result counts any more. Ids of those that were queued or running until now. */
  cancelDownloads(ids: readonly string[], viewer: Viewer): Promise<string[]> {
    return this.finish({ id: Any([...ids]) }, viewer);
  }

  cancelDownloadsOf(batchId: string, viewer: Viewer): Promise<string[]> {
    return this.finish({ batchId }, viewer);
  }

  /** Removes final rows. */
  async deleteEnded(id: string, viewer: Viewer): Promise<void> {
    const ended = In(DOWNLOAD_STATUSES.filter(isFinal));
    await this.downloads.delete({ ...changeableBy(viewer), id, status: ended });
  }

  private async finish(which: FindOptionsWhere<DownloadEntity>, viewer: Viewer): Promise<string[]> {
    const status = In(statusesFor('cancel'));
    const update = this.downloads.createQueryBuilder().update().set(CANCELLED);
    update.where({ ...changeableBy(viewer), ...which, status });
    return (await executeReturning(update, ['id'])).map(({ id }) => id);
  }
}
