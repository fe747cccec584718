/**
 * Work that is recorded in PostgreSQL and waits to be handed to Redis. The dispatcher, of which there is one over
 * all workers, calls these in turn.
 */
export abstract class Backlog {
  /** Hands over what is due, as much as makes sense now. */
  abstract enqueue(): Promise<void>;

  /** Finds work that was handed over but is not there any more, or whose worker died, and makes it due again. */
  abstract reconcile(): Promise<void>;
}
