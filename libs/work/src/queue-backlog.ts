import { Backlog, type JobPayload, type JobQueue, type JobRow, type NewJob } from '@app/queue';
import { Logger } from '@nestjs/common';
import type { ClaimedWork, Enqueued } from './persistence/claimed-work';

/** Handed over but not begun for so long, a job may be lost. */
const LATE_SECONDS = 5;

/** Claimed work on its way to the workers: each row under one generation has one job. */
export abstract class QueueBacklog<Key extends object, P extends JobPayload> extends Backlog {
  protected readonly logger = new Logger(this.constructor.name);

  constructor(
    private readonly claimed: ClaimedWork<Key>,
    override readonly queue: JobQueue<P>,
  ) {
    super();
  }

  protected abstract jobOf(work: Enqueued<Key>): NewJob<P>;

  /** The row that a job stands for. */
  protected abstract keyOf(payload: P): Key;

  override rowsOf(payloads: readonly P[]): Promise<(JobRow | undefined)[]> {
    return this.claimed.describe(payloads.map((payload) => this.keyOf(payload)));
  }

  /** What Redis does not take waits again. */
  protected async send(work: readonly Enqueued<Key>[]): Promise<void> {
    try {
      await this.queue.add(work.map((one) => this.jobOf(one)));
    } catch (error) {
      await this.claimed.dequeue(work);
      throw error;
    }
  }

  /** Jobs that a flushed or restarted Redis does not know any more. */
  protected async sendLostAgain(): Promise<void> {
    const late = await this.claimed.listEnqueuedBefore(LATE_SECONDS);
    // Else every round would wait for a Redis that is away.
    if (late.length === 0) return;
    const byJob = new Map(late.map((work) => [this.jobOf(work).id, work]));
    const missing = await this.queue.missing([...byJob.keys()]);
    await this.send(missing.flatMap((id) => byJob.get(id) ?? []));
  }
}

/** For the payload of a job: who asked, where that is known. */
export function correlated({ correlationId }: { correlationId: string | null }): { correlation_id?: string } {
  return correlationId === null ? {} : { correlation_id: correlationId };
}
