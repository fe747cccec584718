import type { DownloadProgressEvent, DownloadRun, Phase, RunProgress } from '@app/downloads';
import type { FetchPhase, FetchProgress } from '@app/media';

/** Somewhat rarer than twice a second, so that who may be told just that often catches up after a new phase. */
const EVENT_EVERY_MS = 600;
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
  /** What came too soon after the last is said, and written, later: it may be all that comes for a while. */
  private unsaid?: NodeJS.Timeout;
  private unwritten?: NodeJS.Timeout;

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
    clearTimeout(this.unsaid);
    clearTimeout(this.unwritten);
    await this.pending;
  }

  private publish(): void {
    const waitMs = this.eventAt + EVENT_EVERY_MS - performance.now();
    if (waitMs <= 0) this.tell();
    else this.unsaid ??= setTimeout(() => this.tell(), waitMs);
  }

  /** The row says nothing that the event does not: who watches would be told of it once more. */
  private tell(): void {
    clearTimeout(this.unsaid);
    this.unsaid = undefined;
    const progress = this.describe();
    this.sendEvent(progress);
    const waitMs = this.rowAt + ROW_EVERY_MS - performance.now();
    clearTimeout(this.unwritten);
    if (waitMs <= 0) this.writeRow(progress);
    else this.unwritten = setTimeout(() => this.writeRow(progress), waitMs);
  }

  private sendEvent(progress: RunProgress): void {
    this.eventAt = performance.now();
    const { downloadId, tenantId, runId } = this.run;
    const of = { download_id: downloadId, tenant_id: tenantId, run_id: runId, at: Date.now() };
    const event = { ...of, ...snakeCase(progress) };
    // An event that Redis did not take is no loss: the row tells the same.
    this.targets.event(event).catch(() => undefined);
  }

  private writeRow(progress: RunProgress): void {
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
