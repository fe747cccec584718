import { DatabaseModule } from '@app/database';
import { Module } from '@nestjs/common';
import { AuditChainEntity } from './events/persistence/audit-chain.entity';
import { AuditChainRepository } from './events/persistence/audit-chain.repository';
import { AuditTrail } from './events/audit-trail.service';
import { FindSecurityEvents } from './events/find-security-events.query';
import { PruneSecurityEvents } from './events/prune-security-events.service';
import { StoredSecurityEvents } from './events/stored-security-events';
import { SecurityEventEntity } from './events/persistence/security-event.entity';
import { SecurityEventsRepository } from './events/persistence/security-events.repository';
import { SecurityReportRepository } from './reports/persistence/security-report.repository';
import { SecurityEvents } from './events/security-events';

/** The audit trail, also for apps that have no callers. */
@Module({
  imports: [DatabaseModule.forFeature([AuditChainEntity, SecurityEventEntity])],
  providers: [
    AuditChainRepository,
    AuditTrail,
    FindSecurityEvents,
    PruneSecurityEvents,
    SecurityEventsRepository,
    SecurityReportRepository,
    { provide: SecurityEvents, useClass: StoredSecurityEvents },
  ],
  exports: [AuditTrail, FindSecurityEvents, PruneSecurityEvents, SecurityEvents, SecurityReportRepository],
})
export class SecurityEventsModule {}
