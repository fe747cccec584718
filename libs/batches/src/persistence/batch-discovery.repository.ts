import type { CourseWarning } from '@app/courses';
import { Database } from '@app/database';
import type { CourseworkKind } from '@app/google';
import type { DownloadOptions } from '@app/downloads';
import { afterCrash } from '@app/work';
import { Injectable } from '@nestjs/common';
import type { BlockedInBatch } from '../batch';

/** A discovery that was not heard of for this long has died. */
const LEASE = `interval '30 seconds'`;
const CRASHED = afterCrash({ status: 'stage', waiting: 'discovering' });

/** What a discovery has found, but for the downloads themselves. */
export interface DiscoveryResult {
  skipped: number;
  blocked: BlockedInBatch[];
  warnings: CourseWarning[];
}

export interface BatchDiscovery {
  batchId: string;
  runId: string;
  tenantId: string;
  requester: string;
  credentialId: number | null;
  courseId: string;
  kinds: CourseworkKind[];
  skipExisting: boolean;
  quality: DownloadOptions['quality'];
  subtitles: boolean;
  attempt: number;
  correlationId: string | null;
  askedAt: Date;
}

export interface PendingBatch {
  id: string;
  dispatch: number;
  correlationId: string | null;
}

/** The discovering stage of a batch: who does it, and how it ends. */
@Injectable()
export class BatchDiscoveryRepository {
  constructor(private readonly database: Database) {}

  async claim(batchId: string, dispatch: number, runId: string): Promise<BatchDiscovery | undefined> {
    return this.database.row<BatchDiscovery>(
      `UPDATE batches SET run_id = $3, heartbeat_at = now(), crash_count = crash_count + (heartbeat_at IS NOT NULL)::int,
         updated_at = now()
       WHERE id = $1 AND dispatch = $2 AND stage = 'discovering'
       RETURNING id AS "batchId", run_id AS "runId", tenant_id AS "tenantId", requester, credential_id AS "credentialId",
         course_id AS "courseId", kinds, skip_existing AS "skipExisting", quality, subtitles, attempt,
         correlation_id AS "correlationId", asked_at AS "askedAt"`,
      [batchId, dispatch, runId],
    );
  }

  async heartbeat({ batchId, runId }: BatchDiscovery): Promise<boolean> {
    const sql = `UPDATE batches SET heartbeat_at = now() WHERE id = $1 AND run_id = $2 AND stage = 'discovering'`;
    return (await this.database.vital(() => this.database.affected(sql, [batchId, runId]))) === 1;
  }

  /** Ends the stage; belongs into the transaction that adds the downloads. False when the batch was cancelled or taken over. */
  async finish(
    { batchId, runId }: BatchDiscovery,
    { skipped, blocked, warnings }: DiscoveryResult,
  ): Promise<boolean> {
    const changed = await this.database.affected(
      `UPDATE batches SET stage = 'discovered', skipped_videos = $3, blocked = $4, warnings = $5, crash_count = 0,
         error_code = NULL, error_message = NULL, discovered_at = now(), updated_at = now()
       WHERE id = $1 AND run_id = $2 AND stage = 'discovering'`,
      [batchId, runId, skipped, JSON.stringify(blocked), JSON.stringify(warnings)],
    );
    return changed === 1;
  }

  async fail(discovery: BatchDiscovery, code: string, message: string): Promise<void> {
    await this.database.affected(
      `UPDATE batches SET stage = 'failed', crash_count = 0, error_code = $3, error_message = $4, updated_at = now()
       WHERE id = $1 AND run_id = $2 AND stage = 'discovering'`,
      [discovery.batchId, discovery.runId, code, message],
    );
  }

  async requeue(
    discovery: BatchDiscovery,
    {
      delayMs,
      spentAttempts,
      code,
      message,
    }: { delayMs: number; spentAttempts: number; code?: string; message?: string },
  ): Promise<void> {
    await this.database.affected(
      `UPDATE batches SET dispatch = dispatch + 1, admitted_at = NULL, heartbeat_at = NULL,
         run_at = now() + $3 * interval '1 millisecond', attempt = attempt + $4, crash_count = 0,
         error_code = $5, error_message = $6, updated_at = now()
       WHERE id = $1 AND run_id = $2 AND stage = 'discovering'`,
      [discovery.batchId, discovery.runId, delayMs, spentAttempts, code ?? null, message ?? null],
    );
  }

  async enqueue(limit: number): Promise<PendingBatch[]> {
    return this.database.rows<PendingBatch>(
      `UPDATE batches SET admitted_at = now() WHERE id IN (
         SELECT id FROM batches WHERE stage = 'discovering' AND admitted_at IS NULL AND run_at <= now()
         ORDER BY run_at LIMIT $1 FOR UPDATE SKIP LOCKED)
       RETURNING id, dispatch, correlation_id AS "correlationId"`,
      [limit],
    );
  }

  async listEnqueuedLongAgo(): Promise<PendingBatch[]> {
    return this.database.rows<PendingBatch>(
      `SELECT id, dispatch, correlation_id AS "correlationId" FROM batches
       WHERE stage = 'discovering' AND admitted_at < now() - interval '10 seconds' AND heartbeat_at IS NULL`,
    );
  }

  /** Discoveries whose worker died begin again, or are given up as poison. Ids of the latter. */
  async rescueStale({ code, message }: { code: string; message: string }): Promise<string[]> {
    const rows = await this.database.rows<{ id: string; stage: string }>(
      `UPDATE batches SET ${CRASHED.set}, heartbeat_at = NULL, updated_at = now()
       WHERE stage = 'discovering' AND heartbeat_at < now() - ${LEASE} RETURNING id, stage`,
      [code, message],
    );
    return rows.filter(({ stage }) => stage === 'failed').map(({ id }) => id);
  }
}
