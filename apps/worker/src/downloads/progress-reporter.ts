import type { DownloadRun, Phase, RunProgress } from '@app/downloads';
import type { FetchPhase, FetchProgress } from '@app/media';

const EVENT_EVERY_MS = 500;
const ROW_EVERY_MS = 1_000;

/** Where progress goes: job events for whoever watches, the row for whoever asks. */
export interface ProgressTargets {
  event(progress: object): Promise<void>;
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
  private eventAt = 0;
  private rowAt = performance.now();
  private later?: NodeJS.Timeout;
  private pending: Promise<void> = Promise.resolve();

  constructor(
    private readonly run: DownloadRun,
    private readonly targets: ProgressTargets,
  ) {
    this.percent = run.progressPercent;
  }

  enter(phase: FetchPhase | 'storing'): void {
    if (phase === this.phase) return;
    this.phase = phase;
    this.eventAt = 0;
    this.publish();
    // ffmpeg says nothing while it merges: the row must tell of the phase without another word.
    clearTimeout(this.later);
    this.later = setTimeout(() => this.publish(), ROW_EVERY_MS).unref();
  }

  progress(progress: FetchProgress): void {
    this.latest = progress;
    this.publish();
  }

  /** Waits until what was said last is written; nothing follows. */
  async settled(): Promise<void> {
    clearTimeout(this.later);
    await this.pending;
  }

  private publish(): void {
    const now = performance.now();
    const sendEvent = now - this.eventAt >= EVENT_EVERY_MS;
    const writeRow = now - this.rowAt >= ROW_EVERY_MS;
    if (!sendEvent && !writeRow) return;
    const progress = this.describe();
    if (sendEvent) this.sendEvent(progress, now);
    if (writeRow) this.writeRow(progress, now);
  }

  private sendEvent(progress: RunProgress, now: number): void {
    this.eventAt = now;
    const { downloadId, tenantId, runId } = this.run;
    const event = { download_id: downloadId, tenant_id: tenantId, run_id: runId, ...snakeCase(progress) };
    // An event that Redis did not take is no loss: the row tells the same.
    this.targets.event(event).catch(() => undefined);
  }

  private writeRow(progress: RunProgress, now: number): void {
    this.rowAt = now;
    this.pending = this.pending
      .then(() => this.targets.row(progress))
      .catch((error: unknown) => this.targets.failed(error));
  }

  private describe(): RunProgress {
    const { downloadedBytes, totalBytes, speed } = this.latest;
    const share = totalBytes !== null && totalBytes > 0 ? downloadedBytes / totalBytes : 0;
    this.percent = Math.max(this.percent, Math.min(99, Math.floor(share * 100)));
    const left = totalBytes === null ? null : Math.max(0, totalBytes - downloadedBytes);
    const etaSeconds = left !== null && speed !== null && speed > 0 ? Math.ceil(left / speed) : null;
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
