export interface QuarantinedFile {
  key: string;
  sizeBytes: number;
  /** The day it was moved, in UTC. */
  since: Date;
}

/** Files that no row names, kept aside inside the storage until somebody wants them back or their time is over. */
export abstract class Quarantine {
  /** Moves a stored file aside; a missing one is no error. */
  abstract quarantine(key: string, now: Date): Promise<void>;

  /** Oldest first. */
  abstract listFiles(): AsyncIterable<QuarantinedFile>;

  /** Moves a file back to its key. False when it is not here, or its key is taken. */
  abstract restore(key: string): Promise<boolean>;

  /** Deletes what was moved before that day. */
  abstract purgeExpired(before: Date): Promise<{ files: number; bytes: number }>;
}
