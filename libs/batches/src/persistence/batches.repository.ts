import { Database, executeReturning, now, selectList } from '@app/database';
import { changeableBy, type DownloadStatus, seenBy, sees } from '@app/downloads';
import type { Viewer } from '@app/kernel';
import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { Raw, type Repository } from 'typeorm';
import type { Batch, BatchCounts } from '../batch';
import { BATCH_REQUEST, BatchEntity, NO_ERROR } from './batch.entity';

export type NewBatch = Pick<
  Batch,
  'tenantId' | 'requester' | 'courseId' | 'kinds' | 'skipExisting' | 'quality' | 'subtitles'
> & { credentialId: number; correlationId: string | null };

const SHOWN = [
  'id',
  ...BATCH_REQUEST,
  'stage',
  'skippedVideos',
  'blocked',
  'warnings',
  'errorCode',
  'errorMessage',
  'createdAt',
  'discoveredAt',
] as const satisfies readonly (keyof BatchEntity)[];

type BatchRow = Pick<BatchEntity, (typeof SHOWN)[number]> & Pick<Batch, 'completedAt'> & BatchCounts;

const ofStatus = (status: DownloadStatus) =>
  `COALESCE(sum(s.count) FILTER (WHERE s.status = '${status}'), 0)::int AS ${status}`;

/**
 * A batch with its downloads counted: by the index downloads_batch_counts alone, which has all of these columns. SQL:
 * builders know no LATERAL.
 */
const COUNTED = `n.*, CASE WHEN b.stage <> 'discovering' AND n.queued + n.running = 0
      THEN GREATEST(b.discovered_at, b.updated_at, n.ended_at) END AS "completedAt"
  FROM batches b CROSS JOIN LATERAL (
    SELECT COALESCE(sum(s.count), 0)::int AS total, ${ofStatus('queued')}, ${ofStatus('running')},
      ${ofStatus('completed')}, ${ofStatus('failed')}, ${ofStatus('cancelled')},
      COALESCE(sum(s.downloaded), 0) AS "downloadedBytes", COALESCE(sum(s.bytes), 0) AS "totalBytes",
      COALESCE(sum(s.count - s.sized), 0)::int AS unsized,
      COALESCE(sum(s.percent) / NULLIF(sum(s.count), 0), 0)::float8 AS "meanPercent",
      COALESCE(sum(s.speed), 0) AS speed, max(s.ended_at) AS ended_at
    FROM (SELECT status, count(*) AS count, sum(downloaded_bytes::float8) AS downloaded, sum(total_bytes::float8) AS bytes,
            count(total_bytes) AS sized, sum(progress_percent) AS percent, sum(speed::float8) AS speed,
            max(completed_at) AS ended_at
          FROM downloads d WHERE d.batch_id = b.id GROUP BY status) s) n`;

/** SQL: of rows that another lib has. */
const IS_OPEN = `(stage = 'discovering' OR (stage = 'discovered' AND EXISTS (
  SELECT 1 FROM downloads d WHERE d.batch_id = batches.id AND d.status IN ('queued', 'running'))))`;

@Injectable()
export class BatchesRepository {
  constructor(
    private readonly database: Database,
    @InjectRepository(BatchEntity) private readonly batches: Repository<BatchEntity>,
  ) {}

  /** Adds a batch, unless the same request is being discovered already: then it is that one. Its id. */
  async insertBatch(batch: NewBatch): Promise<string> {
    const insert = this.batches.createQueryBuilder().insert().values(batch).orIgnore();
    const [added] = await executeReturning(insert, ['id']);
    const there = added ?? (await this.findDiscovering(batch));
    // Its discovery ended between the two looks: this is a new request.
    return there?.id ?? this.insertBatch(batch);
  }

  async findBatch(id: string, viewer: Viewer): Promise<Batch | undefined> {
    const [batch] = await this.select(`${sees('b')} AND b.id = $5`, [...seenBy(viewer), id]);
    return batch;
  }

  mayChange(id: string, viewer: Viewer): Promise<boolean> {
    return this.batches.existsBy({ ...changeableBy(viewer), id });
  }

  async listBatches(
    viewer: Viewer,
    limit: number,
    offset: number,
  ): Promise<{ batches: Batch[]; total: number }> {
    const page = `${sees('b')} ORDER BY b.id DESC LIMIT $5 OFFSET $6`;
    const batches = await this.select(page, [...seenBy(viewer), limit, offset]);
    // SQL: the condition is the one above.
    const { total } = await this.database.onlyRow<{ total: number }>(
      `SELECT count(*) AS total FROM batches b WHERE ${sees('b')}`,
      seenBy(viewer),
    );
    return { batches, total };
  }

  /** Reads the course of a batch again that could not be read. May collide with the same request (isUniqueViolation). */
  async rediscover(id: string, viewer: Viewer): Promise<boolean> {
    const { affected } = await this.batches.update(
      { ...changeableBy(viewer), id, stage: 'failed' },
      {
        stage: 'discovering',
        generation: () => 'generation + 1',
        attempt: 0,
        ...NO_ERROR,
        askedAt: now,
        runAt: now,
        enqueuedAt: null,
        heartbeatAt: null,
        updatedAt: now,
      },
    );
    return affected === 1;
  }

  /** No more videos are added. One of which nothing waits or runs stays as it ended. */
  async markCancelled(id: string, viewer: Viewer): Promise<void> {
    const update = this.batches.createQueryBuilder().update().set({ stage: 'cancelled', updatedAt: now });
    update.where({ ...changeableBy(viewer), id }).andWhere(IS_OPEN);
    await update.execute();
  }

  private async select(condition: string, parameters: unknown[]): Promise<Batch[]> {
    const rows = await this.database.rows<BatchRow>(
      `SELECT ${selectList(this.batches, 'b', SHOWN)}, ${COUNTED} WHERE ${condition}`,
      parameters,
    );
    return rows.map(batchFrom);
  }

  private findDiscovering({ kinds, correlationId: _, ...request }: NewBatch): Promise<BatchEntity | null> {
    return this.batches.findOne({
      select: { id: true },
      where: { ...request, kinds: Raw((column) => `${column} = :kinds`, { kinds }), stage: 'discovering' },
    });
  }
}

function batchFrom(row: BatchRow): Batch {
  const { total, queued, running, completed, failed, cancelled, ...rest } = row;
  const { downloadedBytes, totalBytes, unsized, meanPercent, speed, skippedVideos, ...batch } = rest;
  const bytes = { downloadedBytes, totalBytes, unsized, meanPercent, speed };
  const counts = { total, queued, running, completed, failed, cancelled, ...bytes };
  return { ...batch, skipped: skippedVideos, counts };
}
