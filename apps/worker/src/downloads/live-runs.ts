import { isDeepStrictEqual } from 'node:util';
import { within } from '@app/kernel';
import {
  BEAT_MS,
  type DownloadRun,
  runDownloadJob,
  RunLifecycle,
  RunLost,
  STOP_MS,
  WorkerRoster,
} from '@app/downloads';
import { YtdlpHealth } from '@app/media';
import { ToolLauncher } from '@app/process';
import { JobWorkers, Signals } from '@app/queue';
import { DiskFull } from '@app/storage';
import {
  type BeforeApplicationShutdown,
  Injectable,
  Logger,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { StorageWatch } from '../storage/storage-watch';
import { DiskGuard } from './disk-guard';
import { Interrupted } from './stop-reasons';

const SHUTDOWN_MS = 10_000;

const shuttingDown = () => new Interrupted('the worker is shutting down');

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
  private stopping = false;
  private tools: object = {};
  private leftBefore = 0;

  constructor(
    private readonly lifecycle: RunLifecycle,
    private readonly roster: WorkerRoster,
    private readonly signals: Signals,
    private readonly disk: DiskGuard,
    private readonly ytdlp: YtdlpHealth,
    private readonly programs: ToolLauncher,
    private readonly jobs: JobWorkers,
    private readonly storage: StorageWatch,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    this.signals.on('download.cancelled', ({ download_id: id }) => this.stopDownload(id, new RunLost()));
    void this.lookAtTools().then(() => this.beat());
    await this.storage.look();
    await this.beat();
    this.timer = setInterval(() => {
      void this.lookAtTools();
      void this.beat();
    }, BEAT_MS);
  }

  /** Puts every run back and waits until their processes are gone. */
  async beforeApplicationShutdown(): Promise<void> {
    this.stopping = true;
    for (const { stop } of this.runs.values()) stop.abort(shuttingDown());
    await within(SHUTDOWN_MS, this.allEnded());
    clearInterval(this.timer);
    await this.roster.signOff().catch(() => undefined);
  }

  /** Takes a run under care; its signal aborts with the reason when it must stop. */
  begin(run: DownloadRun, jobSignal: AbortSignal): AbortSignal {
    const stop = new AbortController();
    const { promise: ended, resolve } = Promise.withResolvers<null>();
    this.runs.set(run.runId, { run, stop, ended, end: () => resolve(null) });
    jobSignal.addEventListener('abort', () => stop.abort(shuttingDown()), { once: true });
    if (this.stopping) stop.abort(shuttingDown());
    return stop.signal;
  }

  end(run: DownloadRun): void {
    this.runs.get(run.runId)?.end();
    this.runs.delete(run.runId);
  }

  stopRun(run: DownloadRun, reason: Error): void {
    this.runs.get(run.runId)?.stop.abort(reason);
  }

  /**
   * Looks whether a disk is short, and then stops the run that began last, which loses the least, so that those before it
   * can end in what is reserved for that. The next one has to go only if it gets worse. Its bytes go only where they are
   * what leaves too little.
   */
  async makeRoom(): Promise<void> {
    const left = await this.disk.left();
    if (!left) return;
    const least = Math.min(left.staging, left.storage);
    if (least < 0 && least < this.leftBefore)
      [...this.runs.values()].at(-1)?.stop.abort(new DiskFull({ inTheWay: left.staging < 0 }));
    this.leftBefore = Math.min(0, least);
  }

  get count(): number {
    return this.runs.size;
  }

  private async allEnded(): Promise<void> {
    while (this.runs.size > 0) await Promise.all([...this.runs.values()].map(({ ended }) => ended));
  }

  private async lookAtTools(): Promise<void> {
    const [ytdlp, isolation] = await Promise.all([this.ytdlp.look(), this.programs.isolation()]);
    if (isDeepStrictEqual(this.tools, { ytdlp, isolation })) return;
    this.tools = { ytdlp, isolation };
    if (!ytdlp.usable)
      this.logger.error({ message: 'yt-dlp is missing or too old: only direct files can be fetched', ytdlp });
    else if (!ytdlp.solver)
      this.logger.warn({ message: 'yt-dlp lacks its challenge solver: downloads from YouTube wait', ytdlp });
  }

  private stopDownload(downloadId: string, reason: Error): void {
    for (const { run, stop } of this.runs.values()) if (run.downloadId === downloadId) stop.abort(reason);
  }

  private async beat(): Promise<void> {
    const hasRoom = await this.disk.hasRoom();
    if (hasRoom) this.leftBefore = 0;
    else await this.makeRoom();
    // Redis hands a job to whoever asks: a worker without room, or with a storage of its own, must not ask.
    const takesJobs = hasRoom && this.storage.isUsable;
    this.jobs.take(runDownloadJob, takesJobs);
    const slots = takesJobs ? this.roster.slots : 0;
    const ids = [...this.runs.keys()];
    try {
      await this.roster.beat(ids.length, slots, this.tools);
      const mine = await this.lifecycle.heartbeat(ids);
      this.confirmedAt = performance.now();
      for (const id of ids) if (!mine.has(id)) this.runs.get(id)?.stop.abort(new RunLost());
      for (const id of await this.lifecycle.runsToYield(ids))
        this.runs.get(id)?.stop.abort(new Interrupted('another tenant waits for its turn'));
    } catch (error) {
      this.logger.warn({ message: 'no sign of life could be given', error });
      this.stopUnconfirmed();
    }
  }

  private stopUnconfirmed(): void {
    if (performance.now() - this.confirmedAt < STOP_MS) return;
    for (const { stop } of this.runs.values())
      stop.abort(new Interrupted('the database could not be reached for too long'));
  }
}
