import { Database } from '@app/database';
import { type Bind, ClaimedWork } from '@app/work';
import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { ArrayContains, type Repository } from 'typeorm';
import { statusAfter } from '../../download';
import { percentOf } from '../../persistence/percent-of';
import type { DownloadRun, RunError, RunProgress } from '../../download-run';
import { DownloadEntity } from '../../persistence/download.entity';
import { DOWNLOAD_WORK, type DownloadKey, noteCrash } from '../../persistence/download-work';
import { UPLINK } from '../../hosts/persistence/host-pauses.repository';

export interface NewClaim {
  downloadId: string;
  generation: number;
  runId: string;
  workerId: string;
}

export interface Requeue {
  delayMs: number;
  spentAttempts: 0 | 1;
  error: RunError | null;
  /** The one that it waits for, when that is another: its link leads there. */
  host?: string;
}

const RUN = `d.id AS "downloadId", d.tenant_id AS "tenantId", d.requester, d.run_id AS "runId", old.run_id AS "previousRunId", d.generation,
  d.attempt, d.crash_count AS "crashCount", d.source, d.source_key AS "sourceKey", d.variant, d.url, d.host,
  d.resource_key AS "resourceKey", d.credential_id AS "credentialId", d.title, d.quality, d.subtitles, d.container,
  d.correlation_id AS "correlationId", ${percentOf('d')} AS "progressPercent",
  d.started_at AS "startedAt", d.incomplete_sha256 AS "incompleteSha256",
  EXISTS (SELECT 1 FROM host_pauses p WHERE p.host IN (d.host, '${UPLINK}')) AS "hostIsProbed"`;

/**
 * What a run writes to its row. Every statement is fenced by the run's id. Those of ClaimedWork are SQL because each
 * heartbeat and each step of progress is one.
 */
@Injectable()
export class RunsRepository {
  private readonly work: ClaimedWork<DownloadKey>;

  constructor(
    database: Database,
    @InjectRepository(DownloadEntity) private readonly downloads: Repository<DownloadEntity>,
  ) {
    this.work = new ClaimedWork<DownloadKey>(database, DOWNLOAD_WORK);
  }

  /**
   * Takes the row for a new run: when it is queued under this generation, or when its run has sent no heartbeat for the
   * length of the lease. A run that only lost its job in Redis goes on undisturbed.
   */
  claim({ workerId, ...claim }: NewClaim): Promise<DownloadRun | undefined> {
    return this.work.claim<DownloadRun>({
      claim,
      old: ['run_id'],
      set: (bind) => ({
        worker_id: bind(workerId),
        phase: `'resolving'`,
        started_at: 'COALESCE(d.started_at, now())',
        waiting_asset_id: 'NULL',
        speed: 'NULL',
        eta_seconds: 'NULL',
        ...noteCrash('old.crashed', 'old.run_id'),
      }),
      returning: () => RUN,
    });
  }

  /** Signs of life for many runs at once; the runs that are still theirs. */
  async heartbeat(runIds: readonly string[]): Promise<Map<string, 'keep' | 'yield'>> {
    const yields = 'COALESCE(d.yield_run_id = d.run_id, false) AS yields';
    const held = await this.work.heartbeats<{ yields: boolean }>(runIds, yields);
    return new Map(held.map(({ runId, yields }) => [runId, yields ? 'yield' : 'keep']));
  }

  /** A crash that was counted for this run was none. */
  async withdrawCrash({ downloadId, runId }: DownloadRun): Promise<void> {
    const withdrawal = this.downloads.createQueryBuilder().update();
    withdrawal.set({
      crashCount: () => 'GREATEST(0, crash_count - 1)',
      crashedRuns: () => 'array_remove(crashed_runs, :runId)',
    });
    await withdrawal
      .where({ id: downloadId, crashedRuns: ArrayContains([runId]) })
      .setParameters({ runId })
      .execute();
  }

  saveProgress(run: DownloadRun, progress: RunProgress): Promise<boolean> {
    const { phase, percent, downloadedBytes, totalBytes, speed, etaSeconds } = progress;
    return this.work.updateHeld(run, (bind) => ({
      phase: bind(phase),
      progress_percent: `GREATEST(d.progress_percent, ${bind(Math.floor(percent))})`,
      progress_tenths: `GREATEST(d.progress_tenths, ${bind(Math.round(percent * 10))})`,
      downloaded_bytes: bind(downloadedBytes),
      total_bytes: `COALESCE(${bind(totalBytes)}, d.total_bytes)`,
      speed: bind(speed),
      eta_seconds: bind(etaSeconds),
      heartbeat_at: 'now()',
    }));
  }

  complete(run: DownloadRun, assetId: string, sizeBytes: number, title: string | null): Promise<boolean> {
    return this.work.endWork(run, statusAfter('complete'), null, (bind) => ({
      progress_percent: '100',
      downloaded_bytes: bind(sizeBytes),
      total_bytes: bind(sizeBytes),
      eta_seconds: '0',
      asset_id: bind(assetId),
      title: `COALESCE(d.title, ${bind(title)})`,
      completed_at: 'now()',
    }));
  }

  /** True when this very run completed the row before: its commit was heard although the answer was lost. */
  wasCompletedBy(run: DownloadRun): Promise<boolean> {
    const { downloadId: id, runId } = run;
    return this.downloads.existsBy({ id, runId, status: statusAfter('complete') });
  }

  fail(run: DownloadRun, error: RunError): Promise<boolean> {
    return this.work.endWork(run, statusAfter('fail'), error, () => ({
      attempt: 'd.attempt + 1',
      completed_at: 'now()',
    }));
  }

  /** Back to queued under a new generation; the last error stays readable. */
  requeue(run: DownloadRun, { host, ...requeue }: Requeue): Promise<boolean> {
    const set = (bind: Bind) => ({ host: `COALESCE(${bind(host ?? null)}, d.host)` });
    return this.work.requeue(run, requeue, set);
  }

  /** What came was not whole; belongs into the transaction that puts the row back. */
  async noteIncomplete(run: DownloadRun, sha256: string): Promise<void> {
    await this.work.updateHeld(run, (bind) => ({ incomplete_sha256: bind(sha256) }));
  }

  /** Queued, without a job, until the asset is ready or its leader gives up. */
  async waitFor(run: DownloadRun, assetId: string): Promise<void> {
    await this.work.updateHeld(run, (bind) => ({
      ...this.work.sql.waitAgain('d.run_at'),
      phase: 'NULL',
      waiting_asset_id: bind(assetId),
    }));
  }
}
