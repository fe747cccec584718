import { BatchBacklog } from '@app/batches';
import { CourseSyncBacklog } from '@app/courses';
import { LeaderLock } from '@app/database';
import { DownloadBacklog } from '@app/downloads';
import { CleanUpBacklog } from '@app/maintenance';
import { HEARTBEAT_MS } from '@app/workers';
import { within } from '@app/kernel';
import { type Backlog, RedisHealth, Signals } from '@app/queue';
import {
  type BeforeApplicationShutdown,
  Injectable,
  Logger,
  type OnApplicationBootstrap,
} from '@nestjs/common';

const DISPATCHER_LOCK = 7_301_002;
const TICK_MS = 1_000;
const RECONCILE_EVERY_MS = 3_000;
const STOP_MS = 5_000;
/**
 * A new leader does not decide at once who is dead, nor does one that was stopped for a while: after an outage the living
 * have to be heard first.
 */
const LISTEN_FIRST_MS = 3 * HEARTBEAT_MS;

/**
 * Hands due work to Redis and heals what crashes leave behind. One over all workers, by a lock in PostgreSQL; woken
 * when something changes, otherwise every second.
 */
@Injectable()
export class Dispatcher implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger(Dispatcher.name);
  private readonly backlogs: readonly Backlog[];
  private stopped = false;
  private leads = false;
  /** Redis does not answer this process. It may answer others, so that one of them has to lead. */
  private isCutOff = false;
  private poked = false;
  private wake: () => void = () => undefined;
  private running: Promise<void> = Promise.resolve();
  private reconcileAt = 0;
  private lookedAt = performance.now();

  constructor(
    private readonly lock: LeaderLock,
    private readonly signals: Signals,
    private readonly redis: RedisHealth,
    downloads: DownloadBacklog,
    courses: CourseSyncBacklog,
    batches: BatchBacklog,
    cleanUp: CleanUpBacklog,
  ) {
    this.backlogs = [downloads, courses, batches, cleanUp];
  }

  onApplicationBootstrap(): void {
    this.signals.on('backlog.changed', () => {
      this.poked = true;
      if (this.leads) this.wake();
    });
    this.running = this.loop();
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.stopped = true;
    this.wake();
    // Redis or PostgreSQL may keep it: what it has not said by then the next leader says.
    await within(STOP_MS, this.running);
    await this.lock.release(DISPATCHER_LOCK);
  }

  /** True while this process is the one that dispatches. */
  get isLeader(): boolean {
    return this.leads;
  }

  private async loop(): Promise<void> {
    while (!this.stopped) {
      this.takePoke();
      if (this.isCutOff) this.isCutOff = !(await this.isAnswered());
      this.lead(await this.acquireLead());
      if (this.leads) await this.tick();
      if (!(this.leads && this.takePoke())) await this.pause();
    }
  }

  private lead(leads: boolean): void {
    const now = performance.now();
    const wasStopped = now - this.lookedAt > LISTEN_FIRST_MS;
    if (leads && (!this.leads || wasStopped)) this.reconcileAt = now + LISTEN_FIRST_MS;
    this.leads = leads;
    this.lookedAt = now;
  }

  /** True when something changed while the tick ran. */
  private takePoke(): boolean {
    const { poked } = this;
    this.poked = false;
    return poked;
  }

  private async tick(): Promise<void> {
    if (this.stopped) return;
    const reconcile = performance.now() >= this.reconcileAt;
    if (reconcile) this.reconcileAt = performance.now() + RECONCILE_EVERY_MS;
    for (const backlog of this.backlogs) {
      if (reconcile) await this.attempt(() => backlog.reconcile());
      if (!(await this.maySend())) return;
      await this.attempt(() => backlog.enqueue());
    }
  }

  /** What is handed over after that would go to this worker too, which takes no more. */
  private async maySend(): Promise<boolean> {
    const leads = await this.acquireLead();
    return leads && !this.stopped;
  }

  private async acquireLead(): Promise<boolean> {
    if (!this.isCutOff) return this.lock.acquire(DISPATCHER_LOCK);
    await this.lock.release(DISPATCHER_LOCK);
    return false;
  }

  /** One kind of work failing must not stop the others, and the next tick tries again. */
  private async attempt(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      this.logger.warn({ message: 'dispatching failed, tried again in a second', error });
      this.isCutOff = !(await this.isAnswered());
    }
  }

  private isAnswered(): Promise<boolean> {
    return this.redis.checkRedis().then(
      () => true,
      () => false,
    );
  }

  private async pause(): Promise<void> {
    if (this.stopped) return;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, TICK_MS);
      this.wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }
}
