import { type DownloadRun, RunLifecycle, RunLost, WorkerRoster } from '@app/downloads';
import { YtdlpHealth } from '@app/media';
import { Signals } from '@app/queue';
import {
  type BeforeApplicationShutdown,
  Injectable,
  Logger,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { DiskGuard } from './disk-guard';
import { ShuttingDown } from './stop-reasons';

const BEAT_MS = 3_000;
/** After so long without a confirmed sign of life, others take the rows over: stop before they do. */
const LEASE_MS = 10_000;
const SHUTDOWN_MS = 10_000;

interface LiveRun {
  run: DownloadRun;
  stop: AbortController;
  ended: Promise<null>;
  end: () => void;
}

/** The runs of this worker: keeps their rows alive, and stops those that were cancelled, lost or must go. */
@Injectable()
export class LiveRuns implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger(LiveRuns.name);
  private readonly runs = new Map<string, LiveRun>();
  private timer?: NodeJS.Timeout;
  private confirmedAt = performance.now();
  private tools: object = {};

  constructor(
    private readonly lifecycle: RunLifecycle,
    private readonly roster: WorkerRoster,
    private readonly signals: Signals,
    private readonly disk: DiskGuard,
    private readonly ytdlp: YtdlpHealth,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    this.signals.on('download.cancelled', ({ download_id: id }) => this.stopDownload(id, new RunLost()));
    this.tools = { ytdlp: await this.ytdlp.look() };
    await this.beat();
    this.timer = setInterval(() => void this.beat(), BEAT_MS);
  }

  /** Puts every run back and waits until their processes are gone. */
  async beforeApplicationShutdown(): Promise<void> {
    clearInterval(this.timer);
    const all = [...this.runs.values()];
    for (const { stop } of all) stop.abort(new ShuttingDown());
    const patience = new Promise<void>((resolve) => setTimeout(resolve, SHUTDOWN_MS).unref());
    await Promise.race([Promise.all(all.map(({ ended }) => ended)), patience]);
    await this.roster.signOff().catch(() => undefined);
  }

  /** Takes a run under care; its signal aborts with the reason when it must stop. */
  begin(run: DownloadRun, jobSignal: AbortSignal): AbortSignal {
    const stop = new AbortController();
    const { promise: ended, resolve } = Promise.withResolvers<null>();
    this.runs.set(run.runId, { run, stop, ended, end: () => resolve(null) });
    jobSignal.addEventListener('abort', () => stop.abort(new RunLost()), { once: true });
    return stop.signal;
  }

  end(run: DownloadRun): void {
    this.runs.get(run.runId)?.end();
    this.runs.delete(run.runId);
  }

  stopRun(run: DownloadRun, reason: Error): void {
    this.runs.get(run.runId)?.stop.abort(reason);
  }

  /** Stops the run that began last: it loses the least. */
  stopNewest(reason: Error): void {
    [...this.runs.values()].at(-1)?.stop.abort(reason);
  }

  get count(): number {
    return this.runs.size;
  }

  private stopDownload(downloadId: string, reason: Error): void {
    for (const { run, stop } of this.runs.values()) if (run.downloadId === downloadId) stop.abort(reason);
  }

  private async beat(): Promise<void> {
    const slots = (await this.disk.hasRoom()) ? this.roster.slots : 0;
    const ids = [...this.runs.keys()];
    try {
      await this.roster.beat(ids.length, slots, this.tools);
      const mine = await this.lifecycle.heartbeat(ids);
      this.confirmedAt = performance.now();
      for (const id of ids) if (!mine.has(id)) this.runs.get(id)?.stop.abort(new RunLost());
    } catch (error) {
      this.logger.warn({ message: 'no sign of life could be given', error });
      this.stopUnconfirmed();
    }
  }

  private stopUnconfirmed(): void {
    if (performance.now() - this.confirmedAt < LEASE_MS) return;
    for (const { stop } of this.runs.values()) stop.abort(new RunLost());
  }
}
