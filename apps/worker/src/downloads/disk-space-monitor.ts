import { EndDiskWaits } from '@app/downloads';
import { within } from '@app/kernel';
import { DiskFull } from '@app/storage';
import {
  type BeforeApplicationShutdown,
  Injectable,
  Logger,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { DiskGuard } from './disk-guard';
import { LiveRuns } from './live-runs';

const CHECK_EVERY_MS = 3_000;
/** A disk that answers later than this gets no new work; the check itself goes on. */
const ANSWER_MS = 5_000;
/** Downloads that wait for space are not woken more often: each asks its source before it waits again. */
const WAKE_EVERY_MS = 30_000;

/** Checks regularly whether the disks have space, and stops runs while they have too little. */
@Injectable()
export class DiskSpaceMonitor implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger(DiskSpaceMonitor.name);
  private timer?: NodeJS.Timeout;
  private checking?: Promise<true>;
  private enough = false;
  private wasShort = false;
  private leftBefore = 0;
  private wokeAt = -Infinity;

  constructor(
    private readonly disk: DiskGuard,
    private readonly runs: LiveRuns,
    private readonly waits: EndDiskWaits,
  ) {}

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => void this.checkSpace(), CHECK_EVERY_MS);
  }

  beforeApplicationShutdown(): void {
    clearInterval(this.timer);
  }

  /** What the last check has found; after a shortage only when there is clearly more than the least again. */
  get hasSpace(): boolean {
    return this.enough;
  }

  /** Never two at once: a disk that hangs must not collect checks, each of which holds a thread. */
  async checkSpace(): Promise<void> {
    this.checking ??= this.update().finally(() => (this.checking = undefined));
    if ((await within(ANSWER_MS, this.checking)) || !this.enough) return;
    this.enough = false;
    this.logger.warn({ message: 'the disk does not answer: no downloads are taken until it does' });
  }

  /**
   * Checks whether a disk is short, and then stops the run that began last, which loses the least, so that those before
   * it can end in what is reserved for that. The next one has to go only if it gets worse. Its bytes go only where they
   * are what leaves too little.
   */
  async relievePressure(): Promise<void> {
    const left = await this.disk.left();
    if (!left) return;
    const least = Math.min(left.staging, left.storage);
    if (least < 0 && least < this.leftBefore)
      this.runs.stopNewest(new DiskFull({ inTheWay: left.staging < 0 }));
    this.leftBefore = Math.min(0, least);
  }

  private async update(): Promise<true> {
    this.enough = await this.disk.hasSpace({ wasShort: this.wasShort });
    this.wasShort = !this.enough;
    if (this.enough) this.leftBefore = 0;
    else await this.relievePressure();
    if (this.enough) await this.wakeWaiting();
    return true;
  }

  /** Somebody made room. The check does not wait for the database. */
  private async wakeWaiting(): Promise<void> {
    const now = performance.now();
    if (now - this.wokeAt < WAKE_EVERY_MS) return;
    const notWoken = (error: unknown) =>
      this.logger.warn({ message: 'downloads that wait for space were not woken', error });
    const downloadIds = (await this.disk.refusedThatFit().catch(notWoken)) ?? [];
    if (downloadIds.length === 0) return;
    this.wokeAt = now;
    this.waits.endWaits(downloadIds).then((downloads) => {
      this.disk.forget(downloadIds);
      this.logger.log({ message: 'there is space again for downloads that wait', downloads });
    }, notWoken);
  }
}
