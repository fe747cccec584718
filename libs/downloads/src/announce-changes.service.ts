import { Database } from '@app/database';
import { Signals } from '@app/queue';
import { Injectable } from '@nestjs/common';

/** More ids than this are not named: whoever listens looks at all of the tenant. */
export const MAX_NAMED = 200;

/** Tells whoever watches that downloads have changed, once the change is committed. What it says is read from the rows. */
@Injectable()
export class AnnounceChanges {
  constructor(
    private readonly database: Database,
    private readonly signals: Signals,
  ) {}

  async announce(tenantId: string, ids: readonly string[]): Promise<void> {
    if (ids.length === 0) return;
    const named = ids.length > MAX_NAMED ? [] : [...ids];
    await this.database.afterCommit(async () => {
      // Nobody waits for it: a Redis that hangs would keep requests and runs.
      void this.signals.send('downloads.changed', { tenant_id: tenantId, download_ids: named });
    });
  }
}
