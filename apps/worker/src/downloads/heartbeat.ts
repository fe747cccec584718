import { isDeepStrictEqual } from 'node:util';
import { runDownloadJob, RunLifecycle } from '@app/downloads';
import { within } from '@app/kernel';
import { YtdlpHealth } from '@app/media';
import { ToolLauncher } from '@app/process';
import { JobWorkers } from '@app/queue';
import { LeaseLost } from '@app/work';
import { HEARTBEAT_MS, STOP_MS, WorkerRegistry } from '@app/workers';
import {
  type BeforeApplicationShutdown,
  Injectable,
  Logger,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { StorageWatch } from '../storage/storage-watch';
import { DiskSpaceMonitor } from './disk-space-monitor';
import { LiveRuns } from './live-runs';
import { Interrupted } from './stop-reasons';

const SHUTDOWN_MS = 10_000;

/**
 * Tells PostgreSQL that this process and its runs are alive, and stops the runs that are not its own any more. It waits
 * for PostgreSQL and for nothing else: what is known of disks and programs is looked up elsewhere, at its own pace.
 */
@Injectable()
export class Heartbeat implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger(Heartbeat.name);
  private timer?: NodeJS.Timeout;
  private confirmedAt = performance.now();
  private tools: object = {};

  constructor(
    private readonly runs: LiveRuns,
    private readonly lifecycle: RunLifecycle,
    private readonly registry: WorkerRegistry,
    private readonly space: DiskSpaceMonitor,
    private readonly storage: StorageWatch,
    private readonly ytdlp: YtdlpHealth,
    private readonly programs: ToolLauncher,
    private readonly jobs: JobWorkers,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    void this.checkTools().then(() => this.beat());
    await Promise.all([this.storage.checkStorage(), this.space.checkSpace()]);
    await this.beat();
    this.timer = setInterval(() => {
      void this.checkTools();
      void this.beat();
    }, HEARTBEAT_MS);
  }

  /** Puts every run back, and is heard until the last one has ended. */
  async beforeApplicationShutdown(): Promise<void> {
    await within(SHUTDOWN_MS, this.runs.shutDown());
    clearInterval(this.timer);
    await this.registry.deregister().catch(() => undefined);
  }

  private async checkTools(): Promise<void> {
    const [ytdlp, isolation] = await Promise.all([this.ytdlp.checkYtdlp(), this.programs.isolation()]);
    if (isDeepStrictEqual(this.tools, { ytdlp, isolation })) return;
    this.tools = { ytdlp, isolation };
    if (!ytdlp.usable)
      this.logger.error({ message: 'yt-dlp is missing or too old: only direct files can be fetched', ytdlp });
    else if (!ytdlp.solver)
      this.logger.warn({ message: 'yt-dlp lacks its challenge solver: downloads from YouTube wait', ytdlp });
  }

  private async beat(): Promise<void> {
    // Redis hands a job to whoever asks: a worker without space, or with a storage of its own, must not ask.
    const takesJobs = this.space.hasSpace && this.storage.isUsable;
    this.jobs.takeJobsOf(runDownloadJob, takesJobs);
    const ids = this.runs.ids;
    try {
      await this.registry.recordHeartbeat(ids.length, takesJobs ? this.registry.slots : 0, this.tools);
      const held = await this.lifecycle.heartbeat(ids);
      this.confirmedAt = performance.now();
      for (const id of ids) {
        if (!held.has(id)) this.runs.stop(id, new LeaseLost());
        else if (held.get(id) === 'yield')
          this.runs.stop(id, new Interrupted('another tenant waits for its turn'));
      }
    } catch (error) {
      this.logger.warn({ message: 'no sign of life could be given', error });
      if (performance.now() - this.confirmedAt >= STOP_MS)
        this.runs.stopAll(new Interrupted('the database could not be reached for too long'));
    }
  }
}
