import { Database, executeReturning, now } from '@app/database';
import type { Viewer } from '@app/kernel';
import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { Any, type FindOptionsWhere, In, type Repository } from 'typeorm';
import { DOWNLOAD_STATUSES, isFinal, statusAfter, statusesFor } from '../../download';
import { AssetEntity } from '../../files/persistence/asset.entity';
import type { NewDownload, RequestedBy } from '../../new-download';
import { ACTIVE } from '../../persistence/download-statuses';
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

const QUEUED_AGAIN = {
  status: statusAfter('retry'),
  phase: null,
  generation: () => 'generation + 1',
  runAt: now,
  enqueuedAt: null,
  waitingAssetId: null,
  attempt: 0,
  crashCount: 0,
  crashedRuns: [],
  progressPercent: 0,
  progressTenths: 0,
  downloadedBytes: 0,
  speed: null,
  etaSeconds: null,
  errorCode: null,
  errorMessage: null,
  hint: null,
  startedAt: null,
  completedAt: null,
  updatedAt: now,
};

/** SQL for builders over `downloads`: the same person's other request for the same, on its way or a newer one of `:ids`. */
const SAME_ASKED = `SELECT 1 FROM downloads o
  WHERE o.tenant_id = downloads.tenant_id AND o.requester = downloads.requester
    AND o.source_key = downloads.source_key AND o.variant = downloads.variant AND o.batch_id IS NULL
    AND (o.status IN ${ACTIVE} OR (o.id > downloads.id AND o.id = ANY (:ids::uuid[]) AND o.status = ANY (:retried)))`;

const RECORD = `credential_id int, video_id uuid, course_id text, coursework_id text, source text, source_key text, variant text,
  url text, host text, resource_key text, title text, total_bytes bigint`;

/** What callers change. */
@Injectable()
export class RequestedDownloadsRepository {
  constructor(
    private readonly database: Database,
    @InjectRepository(DownloadEntity) private readonly downloads: Repository<DownloadEntity>,
  ) {}

  /** Inserts any number of rows in one statement; those that are under way already are left out. Ids of the new ones. */
  async insert(rows: readonly NewDownload[], by: RequestedBy): Promise<string[]> {
    // SQL: a whole course goes in one parameter, as JSON.
    const inserted = await this.database.rows<{ id: string }>(
      `INSERT INTO downloads (tenant_id, requester, batch_id, quality, subtitles, container, priority, correlation_id, credential_id,
         video_id, course_id, coursework_id, source, source_key, variant, url, host, resource_key, title, total_bytes)
       SELECT $1, $2, $3, $4, $5, $6, $7, $8, n.* FROM jsonb_to_recordset($9::jsonb) AS n(${RECORD})
       ON CONFLICT DO NOTHING RETURNING id`,
      [
        by.tenantId,
        by.requester,
        by.batchId,
        by.quality,
        by.subtitles,
        by.container,
        by.priority,
        by.correlationId,
        JSON.stringify(rows),
      ],
    );
    return inserted.map((row) => row.id);
  }

  /**
   * Queued again from the start: of those that ask for the same outside of a batch only the newest, and none while one is
   * on its way. Ids of the rows that were. May collide with a request of the same moment (isUniqueViolation).
   */
  async requeueEnded(ids: readonly string[], viewer: Viewer): Promise<string[]> {
    const status = In(statusesFor('retry'));
    const update = this.downloads.createQueryBuilder().update().set(QUEUED_AGAIN);
    update.where({ ...changeableBy(viewer), id: Any([...ids]), status });
    update.andWhere(`(batch_id IS NOT NULL OR NOT EXISTS (${SAME_ASKED}))`);
    update.setParameters({ ids, retried: statusesFor('retry') });
    return (await executeReturning(update, ['id'])).map(({ id }) => id);
  }

  /** Which of these sources the requester has already, finished and still stored. */
  async findFinishedSources(tenantId: string, requester: string, sourceKeys: string[]): Promise<Set<string>> {
    const finished = { tenantId, requester, sourceKey: Any(sourceKeys), status: 'completed' };
    const rows = await this.downloads
      .createQueryBuilder('d')
      .innerJoin(AssetEntity, 'a', 'a.id = d.assetId AND a.storageKey IS NOT NULL')
      .select('DISTINCT d.sourceKey', 'sourceKey')
      .where(finished)
      .getRawMany<{ sourceKey: string }>();
    return new Set(rows.map((row) => row.sourceKey));
  }

  /** Ids of failed downloads, of one batch or of all. */
  async findFailedIds(viewer: Viewer, batchId: string | null): Promise<string[]> {
    const ofBatch = batchId === null ? {} : { batchId };
    const where = { ...changeableBy(viewer), status: 'failed', ...ofBatch };
    return (await this.downloads.find({ select: { id: true }, where })).map(({ id }) => id);
  }

  /** Makes rows final; no result counts any more. Ids of those that were queued or running until now. */
  cancelDownloads(ids: readonly string[], viewer: Viewer): Promise<string[]> {
    return this.finish({ id: Any([...ids]) }, viewer);
  }

  cancelDownloadsOf(batchId: string, viewer: Viewer): Promise<string[]> {
    return this.finish({ batchId }, viewer);
  }

  /** Removes a final row. The file that it pointed to; null where there was none. */
  async deleteEnded(id: string, viewer: Viewer): Promise<string | null> {
    const ended = In(DOWNLOAD_STATUSES.filter(isFinal));
    const removal = this.downloads.createQueryBuilder().delete();
    removal.where({ ...changeableBy(viewer), id, status: ended });
    return (await executeReturning(removal, ['assetId']))[0]?.assetId ?? null;
  }

  private async finish(which: FindOptionsWhere<DownloadEntity>, viewer: Viewer): Promise<string[]> {
    const status = In(statusesFor('cancel'));
    const update = this.downloads.createQueryBuilder().update().set(CANCELLED);
    update.where({ ...changeableBy(viewer), ...which, status });
    return (await executeReturning(update, ['id'])).map(({ id }) => id);
  }
}
