import { InjectQueue, JobQueue, type QueueDepth } from '@app/queue';
import { Injectable } from '@nestjs/common';
import { runDownloadJob, type RunDownloadPayload } from '../download.jobs';
import { OutcomesRepository, type OutcomeTotals } from './persistence/outcomes.repository';

/** Figures over the whole installation, the same whichever process is asked. */
@Injectable()
export class CountDownloads {
  /** Days that are added up do not change any more. */
  private days?: { until: string; totals: OutcomeTotals[] };

  constructor(
    private readonly outcomes: OutcomesRepository,
    @InjectQueue(runDownloadJob.name) private readonly queue: JobQueue<RunDownloadPayload>,
  ) {}

  /** Ended downloads, by how long they took. One kind may occur twice. */
  async ended(): Promise<OutcomeTotals[]> {
    const day = await this.outcomes.lastDay();
    if (day !== null && this.days?.until !== day)
      this.days = { until: day, totals: await this.outcomes.totalsUntil(day) };
    const before = day === null ? [] : (this.days?.totals ?? []);
    return [...before, ...(await this.outcomes.totalsAfter(day))];
  }

  /** Exact up to 100,000 of a status, estimated above. */
  currentByStatus(): Promise<{ status: string; downloads: number }[]> {
    return this.outcomes.currentByStatus();
  }

  /** What waits and runs in Redis; undefined while Redis does not answer. */
  async queueDepth(): Promise<QueueDepth | undefined> {
    try {
      return await this.queue.depth();
    } catch {
      return undefined;
    }
  }
}
