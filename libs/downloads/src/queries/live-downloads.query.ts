import { Clock } from '@app/kernel';
import { Injectable } from '@nestjs/common';
import { lastLocalDays } from '../outcomes/local-days';
import { StorageQuotas } from '../quota/storage-quotas.service';
import type {
  DownloadsOf,
  LiveDownload,
  QueueCounts,
  RequestedLately,
  RowVersion,
  StoredHistory,
} from './live-downloads';
import { LiveDownloadsRepository } from './persistence/live-downloads.repository';

/** Running downloads that a dashboard names. */
const MAX_RUNNING = 50;
const DAYS_OF_WEEK = 7;
const MONDAY = 1;

/** For those who show changes to many at once. Who may see them has to be decided before. */
@Injectable()
export class LiveDownloads {
  constructor(
    private readonly downloads: LiveDownloadsRepository,
    private readonly quotas: StorageQuotas,
    private readonly clock: Clock,
  ) {}

  readDownloads(ids: readonly string[]): Promise<LiveDownload[]> {
    return ids.length === 0 ? Promise.resolve([]) : this.downloads.findByIds(ids);
  }

  versions(ids: readonly string[]): Promise<RowVersion[]> {
    return ids.length === 0 ? Promise.resolve([]) : this.downloads.versions(ids);
  }

  running(of: DownloadsOf): Promise<LiveDownload[]> {
    return this.downloads.running(of, MAX_RUNNING);
  }

  queue(of: DownloadsOf): Promise<QueueCounts> {
    return this.downloads.queue(of);
  }

  async history(of: DownloadsOf): Promise<StoredHistory & { storedBytes: number }> {
    const [history, storedBytes] = await Promise.all([
      this.downloads.history(of),
      this.quotas.storedBytes(of),
    ]);
    return { ...history, storedBytes };
  }

  /** By the clocks of whoever asks; a week begins on Monday. @param timeZone as IANA names it */
  requested(of: DownloadsOf, timeZone: string): Promise<RequestedLately> {
    const now = this.clock.now();
    const days = lastLocalDays(DAYS_OF_WEEK, timeZone, now);
    const today = days.at(-1)?.begins ?? now;
    const monday = days.find(({ date }) => new Date(date).getUTCDay() === MONDAY)?.begins ?? today;
    return this.downloads.requestedSince(of, today, monday);
  }
}
