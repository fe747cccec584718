import { AppConfig } from '@app/config';
import { Backlog, InjectQueue, JobQueue, type JobRow } from '@app/queue';
import { ScheduledWorkRepository } from '@app/work';
import { WorkerRegistry } from '@app/workers';
import { Injectable } from '@nestjs/common';
import { cleanUpJob, type CleanUpPayload } from './clean-up.jobs';

const LOOK_EVERY_MS = 10_000;

/** Hands the regular clean-up to a worker when it is time. */
@Injectable()
export class CleanUpBacklog extends Backlog {
  private lookedAt = -Infinity;

  constructor(
    private readonly schedule: ScheduledWorkRepository,
    private readonly workers: WorkerRegistry,
    @InjectQueue(cleanUpJob.name) override readonly queue: JobQueue<CleanUpPayload>,
    private readonly config: AppConfig,
  ) {
    super();
  }

  override async enqueue(): Promise<void> {
    if (performance.now() - this.lookedAt < LOOK_EVERY_MS) return;
    this.lookedAt = performance.now();
    if (!(await this.schedule.beginDue(cleanUpJob.name, this.config.retention.intervalHours))) return;
    await this.queue.add([{ id: `clean-up-${String(Date.now())}`, payload: {} }]);
  }

  override async reconcile(): Promise<void> {
    await this.workers.pruneDead();
  }

  /** All of them stand for one row. */
  override async rowsOf(payloads: readonly CleanUpPayload[]): Promise<(JobRow | undefined)[]> {
    const row = await this.schedule.findByName(cleanUpJob.name);
    return payloads.map(() => (row ? { begun_at: row.begunAt } : undefined));
  }
}
