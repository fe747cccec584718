import { PeriodicTask } from '@app/work';
import { Injectable } from '@nestjs/common';
import { IdempotencyKeysRepository } from './persistence/idempotency-keys.repository';

/** Throws away answers that are older than a day. Every replica may do it. */
@Injectable()
export class PruneIdempotencyKeys extends PeriodicTask {
  protected override readonly everyMs = 3_600_000;
  protected override readonly failure = 'old keys not forgotten';

  constructor(private readonly keys: IdempotencyKeysRepository) {
    super();
  }

  protected override perform(): Promise<unknown> {
    return this.keys.pruneExpired();
  }
}
