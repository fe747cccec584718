import { JobQueues, type QueueDepth } from '@app/queue';
import { Injectable } from '@nestjs/common';
import { runDownloadJob } from './download.jobs';
import { OutcomesRepository, type OutcomeTotals } from './persistence/outcomes.repository';

/** Figures over the whole installation, the same whichever process is asked. */
@Injectable()
export class CountDownloads {
  constructor(
    private readonly outcomes: OutcomesRepository,
    private readonly queues: JobQueues,
  ) {}

  /** Ended downloads, by how long they took. @param bounds ascending durations in seconds */
  ended(bounds: readonly number[]): Promise<OutcomeTotals[]> {
    return this.outcomes.totals(bounds);
  }

  currentByStatus(): Promise<{ status: string; downloads: number }[]> {
    return this.outcomes.currentByStatus();
  }

  /** What waits and runs in Redis; undefined while Redis does not answer. */
  async queueDepth(): Promise<QueueDepth | undefined> {
    try {
      return await this.queues.depth(runDownloadJob);
    } catch {
      return undefined;
    }
  }
}
