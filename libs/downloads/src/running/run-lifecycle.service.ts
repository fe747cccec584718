import { AppConfig } from '@app/config';
import { Database, isConnectionLoss } from '@app/database';
import { AppError, Clock } from '@app/kernel';
import { ReachableSources } from '@app/courses';
import { SourceIncomplete, SourceRefused } from '@app/media';
import { Signals } from '@app/queue';
import { decideRetry, LeaseLost } from '@app/work';
import { Injectable } from '@nestjs/common';
import { AnnounceChanges } from '../announce-changes.service';
import { decideAfterTrouble } from '../hosts/decide-after-trouble';
import { HostBreakers } from '../hosts/host-breakers.service';
import { troubleOf } from '../hosts/host-trouble';
import { AssetsRepository } from '../files/persistence/assets.repository';
import { OutcomesRepository } from '../outcomes/persistence/outcomes.repository';
import { type NewClaim, RunsRepository } from './persistence/runs.repository';
import type { Claim, DownloadRun, RunError, RunProgress, StoredMedia } from '../download-run';
import { FileTooLarge } from '../download.errors';
import { StorageQuotas } from '../quota/storage-quotas.service';

/** A worker's side of a download: claim it, report on it, end it. Each is one transaction. */
@Injectable()
export class RunLifecycle {
  constructor(
    private readonly database: Database,
    private readonly runs: RunsRepository,
    private readonly assets: AssetsRepository,
    private readonly outcomes: OutcomesRepository,
    private readonly reach: ReachableSources,
    private readonly breakers: HostBreakers,
    private readonly quotas: StorageQuotas,
    private readonly signals: Signals,
    private readonly changes: AnnounceChanges,
    private readonly config: AppConfig,
    private readonly clock: Clock,
  ) {}

  async claim(claim: NewClaim): Promise<Claim> {
    return this.database.transaction(async (): Promise<Claim> => {
      const run = await this.runs.claim(claim);
      if (run) await this.changes.announce(run.tenantId, [run.downloadId]);
      return run ? this.seekAsset(run) : { kind: 'obsolete' };
    });
  }

  /** After a file turned out to be outdated or lost: fetch it anew, or wait for who does. */
  async replace(run: DownloadRun, assetId: string): Promise<Claim> {
    return this.database.transaction(async () => {
      await this.assets.supersede(assetId);
      return this.seekAsset(run);
    });
  }

  /** Signs of life for all runs of a worker; answers those that are still its own, and whether they may go on. */
  heartbeat(runIds: readonly string[]): Promise<Map<string, 'keep' | 'yield'>> {
    return runIds.length === 0
      ? Promise.resolve(new Map<string, 'keep' | 'yield'>())
      : this.runs.heartbeat(runIds);
  }

  /** The run was given to another, and its process lives all the same: it was slow or stopped, and did not crash. */
  async withdrawCrash(run: DownloadRun): Promise<void> {
    await this.settle(() => this.runs.withdrawCrash(run));
  }

  /** @throws LeaseLost when the row is not this run's any more. */
  async saveProgress(run: DownloadRun, progress: RunProgress): Promise<void> {
    if (!(await this.runs.saveProgress(run, progress))) throw new LeaseLost();
  }

  /**
   * The file is stored: the row, and those of all who waited for it, are complete. May be repeated.
   * @throws LeaseLost
   */
  async complete(run: DownloadRun, assetId: string, stored: StoredMedia): Promise<void> {
    const { sizeBytes } = stored;
    await this.settle(async () => {
      const mine = await this.runs.complete(run, assetId, sizeBytes, stored.media.title);
      if (!mine && (await this.runs.wasCompletedBy(run))) return;
      if (!mine || !(await this.assets.markReady(assetId, run, stored))) throw new LeaseLost();
      await this.outcomes.record([run.downloadId], 'fetched');
      const refused = await this.refuseWaiting(run, assetId, sizeBytes);
      const shared = await this.completeWaiting(run, assetId, sizeBytes);
      await this.outcomes.record([...refused, ...shared], 'shared');
      await this.changes.announce(run.tenantId, [run.downloadId, ...refused, ...shared]);
    });
    await this.signals.send('backlog.changed', {});
  }

  /** The file was there already. May be repeated. @throws LeaseLost, StorageQuotaReached */
  async completeFrom(run: DownloadRun, assetId: string, sizeBytes: number): Promise<void> {
    await this.settle(async () => {
      await this.quotas.requireShare(run, assetId, sizeBytes);
      const mine = await this.runs.complete(run, assetId, sizeBytes, null);
      if (!mine && (await this.runs.wasCompletedBy(run))) return;
      if (!mine) throw new LeaseLost();
      await this.outcomes.record([run.downloadId], 'shared');
      await this.changes.announce(run.tenantId, [run.downloadId]);
    });
  }

  /** Ends a run that failed: the retry policy says whether it is tried again. */
  async endFailed(run: DownloadRun, error: unknown): Promise<'queued' | 'failed' | 'lost'> {
    const ended = await this.settle(() => this.decide(run, error));
    await this.changes.announce(run.tenantId, [run.downloadId]);
    if (ended !== 'queued') await this.signals.send('backlog.changed', {});
    return ended;
  }

  /** Gives a run up in good order, for another worker: no attempt is spent and the partial file stays. */
  async release(run: DownloadRun): Promise<void> {
    await this.settle(() => this.runs.requeue(run, { delayMs: 0, spentAttempts: 0, error: null }));
    await this.changes.announce(run.tenantId, [run.downloadId]);
    await this.signals.send('backlog.changed', {});
  }

  /** One transaction that an outage of PostgreSQL does not cost: what a run has reached must not be lost. */
  private settle<T>(work: () => Promise<T>): Promise<T> {
    return this.database.retryOnConnectionLoss(() => this.database.transaction(work));
  }

  private async decide(run: DownloadRun, error: unknown): Promise<'queued' | 'failed' | 'lost'> {
    const trouble = troubleOf(run, error);
    const outage = trouble && (await this.breakers.trip(run, trouble));
    const { maxRuns } = this.config.downloads;
    const ageMs = this.clock.now().getTime() - run.startedAt.getTime();
    const runs = { attempt: run.attempt, maxRuns, ageMs };
    const ending = outage ? decideAfterTrouble(error, runs, outage) : decideRetry(error, runs);
    const words = toRunError(error);
    if (ending.kind === 'failed') {
      if (trouble?.kind === 'unreachable' && outage?.shared === false)
        await this.breakers.reset(trouble.host);
      return (await this.fail(run, error, words)) ? 'failed' : 'lost';
    }
    if (error instanceof SourceIncomplete && error.sha256 !== null)
      await this.runs.noteIncomplete(run, error.sha256);
    const kept = await this.runs.requeue(run, { ...ending, error: words, host: outage && trouble.host });
    return kept ? 'queued' : 'lost';
  }

  private async seekAsset(run: DownloadRun): Promise<Claim> {
    const assetId = await this.assets.acquire(run);
    if (assetId !== undefined) return { kind: 'lead', run, assetId };
    const current = await this.assets.current(run);
    // Given up by its leader between the two looks: it is free now.
    if (!current) return this.seekAsset(run);
    if (current.ready) return { kind: 'reuse', run, ...current.ready };
    await this.runs.waitFor(run, current.id);
    return { kind: 'waiting' };
  }

  private async fail(run: DownloadRun, error: unknown, words: RunError): Promise<boolean> {
    if (!(await this.runs.fail(run, words))) return false;
    const ended = [run.downloadId];
    // A video that is gone is gone for everybody; what an account may not see says nothing about other accounts.
    const forAll = error instanceof SourceRefused && run.source !== 'google_drive';
    if (forAll || error instanceof FileTooLarge) {
      ended.push(...(await this.assets.failWaiting(run.downloadId, words)));
    }
    await this.assets.promoteFollowers([run.downloadId]);
    await this.outcomes.record(ended, 'fetched');
    await this.changes.announce(run.tenantId, ended);
    return true;
  }

  /** Those for whom the file is too much. */
  private async refuseWaiting(run: DownloadRun, assetId: string, sizeBytes: number): Promise<string[]> {
    const refused: string[] = [];
    for (const { requester, error } of await this.quotas.refusedWaiting(run.tenantId, assetId, sizeBytes))
      refused.push(...(await this.assets.failWaitingOf(assetId, requester, toRunError(error))));
    return refused;
  }

  /** Completes those whose account was shown to reach the source; the others are dispatched and have to show it. */
  private async completeWaiting(run: DownloadRun, assetId: string, sizeBytes: number): Promise<string[]> {
    if (run.source !== 'google_drive') return this.assets.completeWaiting(assetId, sizeBytes, null);
    const credentials = await this.assets.waitingCredentials(assetId);
    const shown = await this.reach.listAccessible(credentials, run.sourceKey);
    const completed = await this.assets.completeWaiting(assetId, sizeBytes, shown);
    await this.assets.releaseAll(assetId);
    return completed;
  }
}

function toRunError(error: unknown): RunError {
  if (error instanceof AppError)
    return { code: error.code, message: error.message, hint: error.hint ?? null };
  if (isConnectionLoss(error)) {
    const message = 'The database could not be reached.';
    return { code: 'service.unavailable', message, hint: 'The download goes on by itself.' };
  }
  return { code: 'internal', message: 'Something unexpected went wrong.', hint: 'Tell the operator.' };
}
