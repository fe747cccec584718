import type { JobQueue } from './job-queue';

/** How far our row of a job is: ids, states, times and codes, as JSON. */
export type JobRow = Readonly<Record<string, unknown>>;

/**
 * Work that is recorded in PostgreSQL and waits to be handed to Redis. The dispatcher, of which there is one over
 * all workers, calls `enqueue` and `reconcile` in turn.
 */
export abstract class Backlog {
  /** Where its jobs go. */
  abstract readonly queue: JobQueue;

  /** Hands over what is due, as much as makes sense now. */
  abstract enqueue(): Promise<void>;

  /** Finds work that was handed over but is not there any more, or whose worker died, and makes it due again. */
  abstract reconcile(): Promise<void>;

  /** The rows that these payloads of its jobs stand for, in their order; undefined: it is gone. */
  abstract rowsOf(payloads: readonly object[]): Promise<(JobRow | undefined)[]>;
}
