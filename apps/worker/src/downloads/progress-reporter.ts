import type { DownloadProgressEvent, DownloadRun, Phase, RunProgress } from '@app/downloads';
import type { FetchPhase, FetchProgress } from '@app/media';

const EVENT_EVERY_MS = 500;
const ROW_EVERY_MS = 1_000;
/** What is further away than a year is not known. */
const MAX_ETA_SECONDS = 365 * 86_400;

/** Where progress goes: job events for whoever watches, the row for whoever asks. */
export interface ProgressTargets {
  event(progress: DownloadProgressEvent): Promise<void>;
  row(progress: RunProgress): Promise<void>;
  /** The row is not ours any more, or cannot be written. */
  failed(error: unknown): void;
}

/**
 * Thins out what a fetcher says many times a second: at most two events and one row a second. The percentage only
 * rises, and stays below 100 until the file is stored.
 */
export class ProgressReporter {
  phase: Phase = 'resolving';
  private latest: FetchProgress = { downloadedBytes: 0, totalBytes: null, speed: null };
  private percent: number;
  private eventAt = -Infinity;
  private rowAt = performance.now();
  private pending: Promise<void> = Promise.resolve();
  /** Writes the row later when it was written lately: a phase that says nothing more must be seen, too. */
  private trailing?: NodeJS.Timeout;

  constructor(
    private readonly run: DownloadRun,
    private readonly targets: ProgressTargets,
  ) {
    this.percent = run.progressPercent;
  }

  enter(phase: FetchPhase | 'storing'): void {
    if (phase === this.phase) return;
    this.phase = phase;
    this.eventAt = -Infinity;
    this.publish();
  }

  progress(progress: FetchProgress): void {
    this.latest = progress;
    this.publish();
  }

  /** Says nothing more, and waits until what was said is written. */
  async settled(): Promise<void> {
    clearTimeout(this.trailing);
    await this.pending;
  }

  private publish(): void {
    const now = performance.now();
    const sendEvent = now - this.eventAt >= EVENT_EVERY_MS;
    const writeRow = now - this.rowAt >= ROW_EVERY_MS;
    if (!writeRow)
      this.trailing ??= setTimeout(() => this.writeRow(this.describe()), this.rowAt + ROW_EVERY_MS - now);
    if (!sendEvent && !writeRow) return;
    const progress = this.describe();
    if (sendEvent) this.sendEvent(progress, now);
    if (writeRow) this.writeRow(progress);
  }

  private sendEvent(progress: RunProgress, now: number): void {
    this.eventAt = now;
    const { downloadId, tenantId, runId } = this.run;
    const of = { download_id: downloadId, tenant_id: tenantId, run_id: runId, at: Date.now() };
    const event = { ...of, ...snakeCase(progress) };
    // An event that Redis did not take is no loss: the row tells the same.
    this.targets.event(event).catch(() => undefined);
  }

  private writeRow(progress: RunProgress): void {
    clearTimeout(this.trailing);
    this.trailing = undefined;
    this.rowAt = performance.now();
    this.pending = this.pending
      .then(() => this.targets.row(progress))
      .catch((error: unknown) => this.targets.failed(error));
  }

  private describe(): RunProgress {
    const { downloadedBytes, totalBytes, speed } = this.latest;
    const share = totalBytes !== null && totalBytes > 0 ? downloadedBytes / totalBytes : 0;
    this.percent = Math.max(this.percent, Math.min(99, Math.floor(share * 1000) / 10));
    const left = totalBytes === null ? null : Math.max(0, totalBytes - downloadedBytes);
    const seconds = left !== null && speed !== null && speed > 0 ? Math.ceil(left / speed) : null;
    const etaSeconds = seconds !== null && seconds <= MAX_ETA_SECONDS ? seconds : null;
    return { phase: this.phase, percent: this.percent, downloadedBytes, totalBytes, speed, etaSeconds };
  }
}

function snakeCase({ phase, percent, downloadedBytes, totalBytes, speed, etaSeconds }: RunProgress) {
  return {
    phase,
    progress_percent: percent,
    downloaded_bytes: downloadedBytes,
    total_bytes: totalBytes,
    speed,
    eta: etaSeconds,
  };
}
