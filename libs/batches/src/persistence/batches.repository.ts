import { Database } from '@app/database';
import { changedBy, type DownloadStatus, mayChange, seenBy, sees } from '@app/downloads';
import type { Viewer } from '@app/kernel';
import { Injectable } from '@nestjs/common';
import type { Batch, BatchCounts } from '../batch';

export type NewBatch = Pick<
  Batch,
  'tenantId' | 'requester' | 'courseId' | 'kinds' | 'skipExisting' | 'quality' | 'subtitles'
> & { credentialId: number; correlationId: string | null };

type BatchRow = Omit<Batch, 'counts'> & BatchCounts;

/** What makes two requests the same. */
const WISH = 'tenant_id, requester, credential_id, course_id, kinds, skip_existing, quality, subtitles';

const ofStatus = (status: DownloadStatus) =>
  `COALESCE(sum(s.count) FILTER (WHERE s.status = '${status}'), 0)::int AS ${status}`;

/** A batch with its downloads counted: by the index downloads_batch_counts alone, which has all of these columns. */
const SELECT = `SELECT b.id, b.tenant_id AS "tenantId", b.requester, b.credential_id AS "credentialId",
    b.course_id AS "courseId", b.kinds, b.skip_existing AS "skipExisting", b.quality, b.subtitles, b.stage,
    b.skipped_videos AS skipped, b.blocked, b.warnings, b.error_code AS "errorCode", b.error_message AS "errorMessage",
    b.created_at AS "createdAt", b.discovered_at AS "discoveredAt", n.*,
    CASE WHEN b.stage <> 'discovering' AND n.queued + n.running = 0
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

@Injectable()
export class BatchesRepository {
  constructor(private readonly database: Database) {}

  /** Adds a batch, unless the same request is being discovered already: then it is that one. Its id. */
  async add(batch: NewBatch): Promise<string> {
    const added = await this.database.row<{ id: string }>(
      `INSERT INTO batches (${WISH}, correlation_id) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
       ON CONFLICT DO NOTHING RETURNING id`,
      [...valuesOf(batch), batch.correlationId],
    );
    const there = added ?? (await this.discovering(batch));
    // Its discovery ended between the two looks: this is a new request.
    return there?.id ?? this.add(batch);
  }

  async find(id: string, viewer: Viewer): Promise<Batch | undefined> {
    const row = await this.database.row<BatchRow>(`${SELECT} WHERE ${sees('b')} AND b.id = $5`, [
      ...seenBy(viewer),
      id,
    ]);
    return row && batchFrom(row);
  }

  async mayChange(id: string, viewer: Viewer): Promise<boolean> {
    const sql = `SELECT 1 FROM batches b WHERE ${mayChange('b')} AND b.id = $4`;
    return (await this.database.row(sql, [...changedBy(viewer), id])) !== undefined;
  }

  async list(viewer: Viewer, limit: number, offset: number): Promise<{ batches: Batch[]; total: number }> {
    const rows = await this.database.rows<BatchRow>(
      `${SELECT} WHERE ${sees('b')} ORDER BY b.id DESC LIMIT $5 OFFSET $6`,
      [...seenBy(viewer), limit, offset],
    );
    const counted = await this.database.row<{ total: number }>(
      `SELECT count(*) AS total FROM batches b WHERE ${sees('b')}`,
      seenBy(viewer),
    );
    return { batches: rows.map(batchFrom), total: counted?.total ?? 0 };
  }

  /** Reads the course of a batch again that could not be read. May collide with the same request (isUniqueViolation). */
  async rediscover(id: string, viewer: Viewer): Promise<boolean> {
    const changed = await this.database.affected(
      `UPDATE batches b SET stage = 'discovering', dispatch = dispatch + 1, attempt = 0, crash_count = 0, asked_at = now(), run_at = now(),
         admitted_at = NULL, heartbeat_at = NULL, error_code = NULL, error_message = NULL, updated_at = now()
       WHERE ${mayChange('b')} AND b.id = $4 AND b.stage = 'failed'`,
      [...changedBy(viewer), id],
    );
    return changed === 1;
  }

  /** No more videos are added. True unless it was cancelled before. */
  async cancel(id: string, viewer: Viewer): Promise<boolean> {
    const changed = await this.database.affected(
      `UPDATE batches b SET stage = 'cancelled', updated_at = now()
       WHERE ${mayChange('b')} AND b.id = $4 AND b.stage IN ('discovering', 'discovered')`,
      [...changedBy(viewer), id],
    );
    return changed === 1;
  }

  private discovering(batch: NewBatch): Promise<{ id: string } | undefined> {
    return this.database.row(
      `SELECT id FROM batches WHERE stage = 'discovering' AND (${WISH}) = ($1, $2, $3::int, $4, $5, $6::bool, $7, $8::bool)`,
      valuesOf(batch),
    );
  }
}

function valuesOf(batch: NewBatch): unknown[] {
  const { tenantId, requester, credentialId, courseId, kinds, skipExisting, quality, subtitles } = batch;
  return [tenantId, requester, credentialId, courseId, kinds, skipExisting, quality, subtitles];
}

function batchFrom(row: BatchRow): Batch {
  const { total, queued, running, completed, failed, cancelled, ...rest } = row;
  const { downloadedBytes, totalBytes, unsized, meanPercent, speed, ...batch } = rest;
  const bytes = { downloadedBytes, totalBytes, unsized, meanPercent, speed };
  return { ...batch, counts: { total, queued, running, completed, failed, cancelled, ...bytes } };
}
