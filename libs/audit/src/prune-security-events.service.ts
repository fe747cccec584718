import { AppConfig } from '@app/config';
import { type MaintenanceOptions, type MaintenanceReport, MaintenanceTask } from '@app/kernel';
import { Injectable } from '@nestjs/common';
import { SecurityEventsRepository } from './persistence/security-events.repository';

/** Removes what is older than AUDIT_RETENTION_DAYS from the audit trail. */
@Injectable()
export class PruneSecurityEvents extends MaintenanceTask {
  constructor(
    private readonly events: SecurityEventsRepository,
    private readonly config: AppConfig,
  ) {
    super();
  }

  async run({ dryRun }: MaintenanceOptions): Promise<MaintenanceReport> {
    const { auditDays } = this.config.retention;
    const security_events = auditDays === 0 ? 0 : await this.prune(auditDays, dryRun);
    return { counts: { security_events } };
  }

  private async prune(auditDays: number, dryRun: boolean): Promise<number> {
    if (dryRun) return this.events.countOlderThan(auditDays);
    let removed = 0;
    for (;;) {
      const more = await this.events.removeOlderThan(auditDays);
      if (more === 0) return removed;
      removed += more;
    }
  }
}
