import { AppConfig } from '@app/config';
import { delay, within } from '@app/kernel';
import { queuePrefix, type RedisClient } from '@app/redis';
import { Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import { createRedisBackend, QueueEvents } from 'bullmq';
import type { JobContract, JobPayload } from './define-job';
import { connectWorker, REDIS_PREFIX } from './redis-options';

/** Shorter than the silence after which a connection is given up. */
const BLOCK_MS = 5_000;
const RETRY_MS = 1_000;
const CLOSE_MS = 1_000;

export interface JobProgress {
  jobId: string;
  /** What the worker reported. */
  data: object;
}

type Listener = (progress: JobProgress) => void;

interface Reader {
  redis: RedisClient;
  events: QueueEvents;
  ended: Promise<void>;
}

/**
 * What the jobs of all workers report, at whichever process listens: one reader a queue and process, for any number of
 * listeners. What was reported while Redis was away, or before the reader stood, is not told again: the row has it.
 */
@Injectable()
export class JobProgressEvents implements OnApplicationShutdown {
  private readonly logger = new Logger(JobProgressEvents.name);
  private readonly readers = new Map<string, Reader>();
  private readonly closing = new AbortController();

  constructor(private readonly config: AppConfig) {}

  /** Hears of every job of a kind until the answer is called. A listener must not throw, and returns at once. */
  subscribe(contract: JobContract<JobPayload>, listener: Listener): () => void {
    const reader = this.readers.get(contract.queue) ?? this.read(contract.queue);
    const onProgress = ({ jobId, data }: { jobId: string; data: unknown }) => {
      if (typeof data === 'object' && data !== null) listener({ jobId, data });
    };
    reader.events.on('progress', onProgress);
    return () => reader.events.off('progress', onProgress);
  }

  /** Waits for no Redis that is away. */
  async onApplicationShutdown(): Promise<void> {
    this.closing.abort();
    const ended = [...this.readers.values()].map(async ({ redis, events, ended: reading }) => {
      const isAway = redis.status !== 'ready';
      // The first waits for a Redis that is away; the second says that nothing is to be connected again meanwhile.
      const closed = events.close().catch(() => undefined);
      await events.getBackend().close(true);
      redis.disconnect();
      if (isAway) endCommands(redis);
      await Promise.all([closed, reading]);
    });
    await within(CLOSE_MS, Promise.all(ended));
  }

  private read(queue: string): Reader {
    const { url } = this.config.redis;
    const redis = connectWorker(url);
    const events = new QueueEvents(
      queue,
      {
        connection: redis,
        prefix: queuePrefix(url, REDIS_PREFIX),
        autorun: false,
        blockingTimeout: BLOCK_MS,
        skipVersionCheck: true,
      },
      // By itself it would read over a duplicate, which nobody can end while it was not answered.
      (name, options) => createRedisBackend(name, options),
    );
    events.setMaxListeners(0);
    events.on('error', (error) => this.logger.debug({ message: 'progress connection', queue, error }));
    const reader = { redis, events, ended: this.keepReading(events, queue) };
    this.readers.set(queue, reader);
    return reader;
  }

  /** BullMQ reads on when a connection is lost, but not after anything else. */
  private async keepReading(events: QueueEvents, queue: string): Promise<void> {
    const { signal } = this.closing;
    while (!signal.aborted) {
      await events.run().catch((error: unknown) => {
        if (!signal.aborted) this.logger.warn({ message: 'progress is not read, tried again', queue, error });
      });
      await delay(RETRY_MS, signal).catch(() => undefined);
    }
  }
}

/** Between two attempts to connect, a client that is closed keeps its commands: it ends them when an attempt is given up. */
function endCommands(redis: RedisClient): void {
  redis.connect().catch(() => undefined);
  redis.disconnect();
}
