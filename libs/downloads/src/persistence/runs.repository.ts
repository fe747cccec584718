import { Database } from '@app/database';
import { afterCrash } from '@app/work';
import { Injectable } from '@nestjs/common';
import { statusesFor } from '../download';
import { LEASE_MS } from '../running/lease';
import type { DownloadRun, RunProgress } from '../running/download-run';
import { NO_CRASHES, noteCrash, WORKER_IS_SILENT } from './crashes';
import { UPLINK } from './host-pauses.repository';

export interface NewClaim {
  downloadId: string;
  dispatch: number;
  runId: string;
  workerId: string;
}

export interface RunError {
  code: string;
  message: string;
  hint: string | null;
}

export interface Requeue {
  delayMs: number;
  spentAttempts: 0 | 1;
  error: RunError | null;
  /** The one that it waits for, when that is another: its link leads there. */
  host?: string;
}

const RUN = `d.id AS "downloadId", d.tenant_id AS "tenantId", d.requester, d.run_id AS "runId", old.run_id AS "previousRunId", d.dispatch,
  d.attempt, d.crash_count AS "crashCount", d.source, d.source_key AS "sourceKey", d.variant, d.url, d.host,
  d.resource_key AS "resourceKey", d.credential_id AS "credentialId", d.title, d.quality, d.subtitles, d.container,
  d.correlation_id AS "correlationId", d.progress_percent AS "progressPercent",
  d.started_at AS "startedAt", d.incomplete_sha256 AS "incompleteSha256",
  EXISTS (SELECT 1 FROM host_pauses p WHERE p.host IN (d.host, '${UPLINK}')) AS "hostIsProbed"`;

/** The row still belongs to this run. $1 download, $2 run. */
const MINE = `id = $1 AND run_id = $2 AND status = 'running'`;

/** Then nobody takes it over: it is given up. */
const IS_POISON = afterCrash({
  prefix: 'd.',
  status: 'status',
  waiting: 'queued',
  crashed: 'old.crashed',
}).isPoison;

/** What a run writes to its row. Every statement is fenced by the run's id. */
@Injectable()
export class RunsRepository {
  constructor(private readonly database: Database) {}

  /**
   * Takes the row for a new run: when it is queued under this dispatch number, or when its run was not heard of for the
   * length of the lease. A run that only lost its job in Redis goes on undisturbed.
   */
  async claim({ downloadId, dispatch, runId, workerId }: NewClaim): Promise<DownloadRun | undefined> {
    return this.database.row<DownloadRun>(
      `UPDATE downloads d SET status = 'running', run_id = $3, worker_id = $4, phase = 'resolving', heartbeat_at = now(),
         started_at = COALESCE(d.started_at, now()), waiting_asset_id = NULL, speed = NULL, eta_seconds = NULL,
         crash_count = d.crash_count + old.crashed::int, ${noteCrash('old.crashed', 'old.run_id')}, updated_at = now()
       FROM (SELECT id, run_id, status, status = 'running' AND ${WORKER_IS_SILENT} AS crashed
         FROM downloads WHERE id = $1 FOR UPDATE) old
       WHERE d.id = old.id AND d.dispatch = $2 AND d.status = ANY ($5)
         AND (d.status = 'queued' OR (d.heartbeat_at < now() - $6 * interval '1 millisecond' AND NOT ${IS_POISON}))
       RETURNING ${RUN}`,
      [downloadId, dispatch, runId, workerId, statusesFor('claim'), LEASE_MS],
    );
  }

  /** Signs of life for many runs at once; the runs that are still theirs. */
  async heartbeat(runIds: readonly string[]): Promise<Map<string, 'keep' | 'yield'>> {
    const sql = `UPDATE downloads SET heartbeat_at = now() WHERE run_id = ANY ($1::uuid[]) AND status = 'running'
       RETURNING run_id AS "runId", COALESCE(yield_run_id = run_id, false) AS yields`;
    const held = await this.database.vital(() =>
      this.database.rows<{ runId: string; yields: boolean }>(sql, [runIds]),
    );
    return new Map(held.map(({ runId, yields }) => [runId, yields ? 'yield' : 'keep']));
  }

  /** A crash that was counted for this run was none. */
  async withdrawCrash({ downloadId, runId }: DownloadRun): Promise<void> {
    await this.database.affected(
      `UPDATE downloads SET crash_count = GREATEST(0, crash_count - 1), crashed_runs = array_remove(crashed_runs, $2)
       WHERE id = $1 AND $2 = ANY (crashed_runs)`,
      [downloadId, runId],
    );
  }

  async progress(run: DownloadRun, progress: RunProgress): Promise<boolean> {
    const changed = await this.database.affected(
      `UPDATE downloads SET phase = $3, progress_percent = GREATEST(progress_percent, $4), downloaded_bytes = $5,
         total_bytes = COALESCE($6, total_bytes), speed = $7, eta_seconds = $8, heartbeat_at = now(), updated_at = now()
       WHERE ${MINE}`,
      [
        run.downloadId,
        run.runId,
        progress.phase,
        progress.percent,
        progress.downloadedBytes,
        progress.totalBytes,
        progress.speed,
        progress.etaSeconds,
      ],
    );
    return changed === 1;
  }

  async complete(
    run: DownloadRun,
    assetId: string,
    sizeBytes: number,
    title: string | null,
  ): Promise<boolean> {
    const changed = await this.database.affected(
      `UPDATE downloads SET status = 'completed', phase = NULL, progress_percent = 100, downloaded_bytes = $4,
         total_bytes = $4, speed = NULL, eta_seconds = 0, asset_id = $3, title = COALESCE(title, $5), ${NO_CRASHES},
         error_code = NULL, error_message = NULL, hint = NULL, completed_at = now(), updated_at = now()
       WHERE ${MINE}`,
      [run.downloadId, run.runId, assetId, sizeBytes, title],
    );
    return changed === 1;
  }

  /** True when this very run completed the row before: its commit was heard although the answer was lost. */
  async wasCompletedBy(run: DownloadRun): Promise<boolean> {
    const row = await this.database.row(
      `SELECT 1 FROM downloads WHERE id = $1 AND run_id = $2 AND status = 'completed'`,
      [run.downloadId, run.runId],
    );
    return row !== undefined;
  }

  async fail(run: DownloadRun, error: RunError): Promise<boolean> {
    const changed = await this.database.affected(
      `UPDATE downloads SET status = 'failed', phase = NULL, speed = NULL, eta_seconds = NULL, attempt = attempt + 1,
         error_code = $3, error_message = $4, hint = $5, completed_at = now(), updated_at = now()
       WHERE ${MINE}`,
      [run.downloadId, run.runId, error.code, error.message, error.hint],
    );
    return changed === 1;
  }

  /** Back to queued under a new dispatch number; the last error stays readable. */
  async requeue(run: DownloadRun, { delayMs, spentAttempts, error, host }: Requeue): Promise<boolean> {
    const changed = await this.database.affected(
      `UPDATE downloads SET status = 'queued', phase = NULL, speed = NULL, eta_seconds = NULL, dispatch = dispatch + 1,
         admitted_at = NULL, run_at = now() + $3 * interval '1 millisecond', attempt = attempt + $4, ${NO_CRASHES},
         error_code = $5, error_message = $6, hint = $7, host = COALESCE($8, host), updated_at = now()
       WHERE ${MINE}`,
      [
        run.downloadId,
        run.runId,
        delayMs,
        spentAttempts,
        error?.code ?? null,
        error?.message ?? null,
        error?.hint ?? null,
        host ?? null,
      ],
    );
    return changed === 1;
  }

  /** What came was not whole; belongs into the transaction that puts the row back. */
  async noteIncomplete(run: DownloadRun, sha256: string): Promise<void> {
    await this.database.affected(`UPDATE downloads SET incomplete_sha256 = $3 WHERE ${MINE}`, [
      run.downloadId,
      run.runId,
      sha256,
    ]);
  }

  /** Queued, without a job, until the asset is ready or its leader gives up. */
  async waitFor(run: DownloadRun, assetId: string): Promise<void> {
    await this.database.affected(
      `UPDATE downloads SET status = 'queued', phase = NULL, dispatch = dispatch + 1, admitted_at = NULL,
         waiting_asset_id = $3, updated_at = now()
       WHERE ${MINE}`,
      [run.downloadId, run.runId, assetId],
    );
  }
}
