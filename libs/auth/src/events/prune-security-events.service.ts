import { AppConfig } from '@app/config';
import { Injectable } from '@nestjs/common';
import { SecurityEventsRepository } from '../persistence/security-events.repository';

/** Removes what is older than AUDIT_RETENTION_DAYS from the audit trail. */
@Injectable()
export class PruneSecurityEvents {
  constructor(
    private readonly events: SecurityEventsRepository,
    private readonly config: AppConfig,
  ) {}

  /** How many went. @param dryRun only tells how many would go */
  async pruneEvents({ dryRun }: { dryRun: boolean }): Promise<number> {
    const { auditDays } = this.config.retention;
    if (auditDays === 0) return 0;
    if (dryRun) return this.events.countOlderThan(auditDays);
    let removed = 0;
    for (;;) {
      const more = await this.events.removeOlderThan(auditDays);
      if (more === 0) return removed;
      removed += more;
    }
  }
}
