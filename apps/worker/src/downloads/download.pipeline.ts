import { AppConfig } from '@app/config';
import {
  type Claim,
  type DownloadRun,
  HostBreakers,
  RunLifecycle,
  StorageQuotas,
  type StoredMedia,
} from '@app/downloads';
import { StorageIdentity } from '@app/maintenance';
import { AppError } from '@app/kernel';
import { type DirectSource, type FetchedMedia, FetchTooLong, type FetchWatcher } from '@app/media';
import type { JobRun } from '@app/queue';
import { DiskFull, FileStorage, Quarantine } from '@app/storage';
import { LeaseLost } from '@app/work';
import { WorkerRegistry } from '@app/workers';
import { Injectable, Logger } from '@nestjs/common';
import { DiskGuard } from './disk-guard';
import { DiskSpaceMonitor } from './disk-space-monitor';
import { DriveSource } from './drive-source';
import { FetchVideo } from './fetch-video';
import { findFetched, saveFetched } from './fetched-record';
import { LiveRuns } from './live-runs';
import { ProgressReporter } from './progress-reporter';
import { Staging } from './staging';
import { StorageAllowance } from './storage-allowance';
import { Interrupted } from './stop-reasons';
import { StoreMedia, type VerifiedMedia } from './store-media';

type LeadClaim = Extract<Claim, { kind: 'lead' }>;
type ReuseClaim = Extract<Claim, { kind: 'reuse' }>;

/** Where a run fetches to, and who hears of it. */
interface FetchOfRun {
  workDir: string;
  signal: AbortSignal;
  reporter: ProgressReporter;
  allowance: StorageAllowance;
}

/** The story of one run: claim, resolve, fetch, verify, store, complete; and what becomes of it when that fails. */
@Injectable()
export class DownloadPipeline {
  private readonly logger = new Logger(DownloadPipeline.name);

  constructor(
    private readonly lifecycle: RunLifecycle,
    private readonly registry: WorkerRegistry,
    private readonly live: LiveRuns,
    private readonly staging: Staging,
    private readonly drive: DriveSource,
    private readonly fetcher: FetchVideo,
    private readonly store: StoreMedia,
    private readonly storage: FileStorage,
    private readonly quarantine: Quarantine,
    private readonly identity: StorageIdentity,
    private readonly disk: DiskGuard,
    private readonly space: DiskSpaceMonitor,
    private readonly quotas: StorageQuotas,
    private readonly breakers: HostBreakers,
    private readonly config: AppConfig,
  ) {}

  async runDownload(downloadId: string, generation: number, job: JobRun): Promise<void> {
    const runId = crypto.randomUUID();
    const claim = await this.lifecycle.claim({
      downloadId,
      generation,
      runId,
      workerId: this.registry.workerId,
    });
    if (claim.kind === 'obsolete' || claim.kind === 'waiting') return;
    const signal = this.live.beginRun(claim.run, job.signal);
    try {
      await this.attempt(claim, job, signal);
      await this.staging.removeAll(claim.run);
    } catch (error) {
      await this.end(claim.run, signal.aborted ? signal.reason : error);
    } finally {
      this.live.endRun(claim.run);
    }
  }

  private async attempt(claim: LeadClaim | ReuseClaim, job: JobRun, signal: AbortSignal): Promise<void> {
    const drive = claim.run.source === 'google_drive' ? await this.drive.resolve(claim.run, signal) : null;
    const lead = claim.kind === 'lead' ? claim : await this.reuse(claim, drive);
    if (lead) await this.fetchAndStore(lead, drive, job, signal);
  }

  /** Undefined where there is nothing left to do: the download has the file, or waits for the run that fetches it anew. */
  private async reuse(
    { run, file, sourceVersion }: ReuseClaim,
    drive: DirectSource | null,
  ): Promise<LeadClaim | undefined> {
    const outdated = drive !== null && drive.version !== null && drive.version !== sourceVersion;
    if (!outdated && (await this.isStored(file.storageKey))) {
      await this.lifecycle.completeFrom(run, file.assetId, file.sizeBytes);
      return undefined;
    }
    const anew = await this.lifecycle.replace(run, file.assetId);
    // Another run may have fetched it anew before this one came to it.
    if (anew.kind === 'reuse') return this.reuse(anew, drive);
    return anew.kind === 'lead' ? anew : undefined;
  }

  /** A file that this worker cannot see is lost only where the storage in front of it is the installation's. */
  private async isStored(key: string): Promise<boolean> {
    if (await this.storage.stat(key)) return true;
    await this.identity.require();
    return this.quarantine.restore(key);
  }

  private async fetchAndStore(
    { run, assetId }: LeadClaim,
    drive: DirectSource | null,
    job: JobRun,
    signal: AbortSignal,
  ): Promise<void> {
    await this.disk.requireSpaceToBegin(run, this.staging.discardedBytes(run));
    const reporter = new ProgressReporter(run, {
      event: (progress) => job.report(progress),
      row: (progress) => this.lifecycle.saveProgress(run, progress),
      failed: (error) => error instanceof LeaseLost && this.live.stop(run.runId, error),
    });
    const stored = await this.stored(run, drive, reporter, signal).finally(() => reporter.settled());
    try {
      await this.lifecycle.complete(run, assetId, stored);
    } catch (error) {
      if (error instanceof LeaseLost) await this.store.discardFiles(stored);
      throw error;
    }
    const { sizeBytes, sha256 } = stored;
    this.logger.log({ message: 'download completed', download_id: run.downloadId, bytes: sizeBytes, sha256 });
  }

  /** Fetches, verifies and stores. The file is nobody's yet. */
  private async stored(
    run: DownloadRun,
    drive: DirectSource | null,
    reporter: ProgressReporter,
    signal: AbortSignal,
  ): Promise<StoredMedia> {
    const allowance = new StorageAllowance(run, this.quotas, (error) => this.live.stop(run.runId, error));
    await allowance.reserve(drive?.sizeBytes ?? 0);
    const workDir = await this.staging.prepare(run);
    const fetched =
      (await findFetched(workDir, drive?.version ?? null, signal)) ??
      (await this.fetched(run, drive, { workDir, signal, reporter, allowance }));
    reporter.enter('storing');
    await allowance.reserve(fetched.sizeBytes);
    const verified = await this.inItsContainer(
      run,
      await this.store.verifyFile(run, fetched, signal),
      signal,
    );
    // Where this is not the installation's storage nobody would find it: the fetched file stays for the next run.
    await this.identity.require();
    await this.disk.requireSpace({ sizeBytes: verified.fetched.sizeBytes, toStageBytes: 0 }, run);
    return this.store.store(run, verified, signal).catch((error: unknown) => {
      throw DiskFull.whileStoring(error) ?? error;
    });
  }

  /** The fetched file stays until all is stored: should something fail, the next run begins with it. */
  private async inItsContainer(
    run: DownloadRun,
    verified: VerifiedMedia,
    signal: AbortSignal,
  ): Promise<VerifiedMedia> {
    if (!this.store.needsRemux(run, verified)) return verified;
    const { sizeBytes } = verified.fetched;
    await this.disk.requireSpace({ sizeBytes, toStageBytes: sizeBytes }, run);
    return this.store.remux(verified, signal);
  }

  /** From the source, and from then on known as whole. */
  private async fetched(
    run: DownloadRun,
    drive: DirectSource | null,
    { workDir, signal, ...told }: FetchOfRun,
  ): Promise<FetchedMedia> {
    const { timeoutMs } = this.config.downloads;
    const tooLong = AbortSignal.timeout(timeoutMs);
    const context = {
      workDir,
      signal: AbortSignal.any([signal, tooLong]),
      watcher: this.watcher(run, told),
    };
    try {
      return await saveFetched(workDir, await this.fetcher.fetchVideo(run, drive, context), signal);
    } catch (error) {
      if (tooLong.aborted && !signal.aborted) throw new FetchTooLong(timeoutMs / 1000, told.reporter.phase);
      throw error;
    }
  }

  private watcher(
    run: DownloadRun,
    { reporter, allowance }: Pick<FetchOfRun, 'reporter' | 'allowance'>,
  ): FetchWatcher {
    let isSized = false;
    let came = 0;
    return {
      phase: (phase) => {
        reporter.enter(phase);
        if (phase === 'downloading') this.recordAnswer(run);
      },
      progress: (progress) => {
        reporter.progress(progress);
        came = progress.downloadedBytes;
        allowance.came(came);
        if (isSized || progress.totalBytes === null) return;
        isSized = true;
        void this.requireSpaceForEstimate(run, progress.totalBytes, came);
      },
      expectSize: async ({ bytes, keptBytes, scratchBytes }) => {
        isSized = true;
        await allowance.reserve(bytes);
        await this.disk.requireSpace(
          { sizeBytes: bytes, toStageBytes: bytes - keptBytes + scratchBytes },
          run,
        );
      },
      checkRoom: async () => {
        await this.space.relievePressure();
        await this.disk.requireSpace({ sizeBytes: came, toStageBytes: 0 });
      },
    };
  }

  /** For the hosts' breakers; the run goes on whether or not they hear of it. */
  private recordAnswer(run: DownloadRun): void {
    this.breakers.recordAnswer(run).catch((error: unknown) => {
      this.logger.warn({ message: 'the answer of a host could not be recorded', host: run.host, error });
    });
  }

  /** What cannot fit must not fill the disk first. An estimate is no reason to give it up for good. */
  private async requireSpaceForEstimate(run: DownloadRun, sizeBytes: number, came: number): Promise<void> {
    try {
      await this.disk.requireSpace({ sizeBytes, toStageBytes: sizeBytes - came }, run);
    } catch (error) {
      if (error instanceof AppError) this.live.stop(run.runId, DiskFull.tooLarge(error));
    }
  }

  private async end(run: DownloadRun, error: unknown): Promise<void> {
    const facts = { download_id: run.downloadId, run_id: run.runId };
    if (error instanceof LeaseLost) {
      this.logger.log({ message: 'run stopped: cancelled or taken over', ...facts });
      await this.lifecycle.withdrawCrash(run);
      await this.staging.removeDirectoryOf(run);
      return;
    }
    const reason = await this.staging.leave(run, DiskFull.fromErrno(error) ?? error);
    if (reason instanceof Interrupted) {
      await this.lifecycle.release(run);
      return;
    }
    const ending = await this.lifecycle.endFailed(run, reason);
    this.logger.warn({ message: `run failed, download is ${ending}`, ...facts, error });
    if (ending === 'failed') await this.staging.removeAll(run);
  }
}
