import { SnoozeError } from '@app/kernel';

const RETRY_MS = 15_000;

/** What this worker has as storage is not the installation's. Another worker may have it; no attempt is spent. */
export class StorageUnavailable extends SnoozeError {
  constructor(detail: string) {
    super('storage.unavailable', 'The storage is not available to the worker.', RETRY_MS, {
      hint: 'Ask the operator to look at the storage; the download continues by itself.',
      cause: new Error(detail),
    });
  }
}
