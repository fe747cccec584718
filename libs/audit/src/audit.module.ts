import { DatabaseModule } from '@app/database';
import { Module } from '@nestjs/common';
import { AuditChainEntity } from './persistence/audit-chain.entity';
import { AuditChainRepository } from './persistence/audit-chain.repository';
import { AuditTrail } from './audit-trail.service';
import { FindSecurityEvents } from './find-security-events.query';
import { PruneSecurityEvents } from './prune-security-events.service';
import { StoredSecurityEvents } from './stored-security-events';
import { SecurityEventEntity } from './persistence/security-event.entity';
import { SecurityEventsRepository } from './persistence/security-events.repository';
import { SecurityReportRepository } from './persistence/security-report.repository';
import { SecurityEvents } from './security-events';
import { SecurityReports } from './security-reports.query';

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
    SecurityReports,
    { provide: SecurityEvents, useClass: StoredSecurityEvents },
  ],
  exports: [AuditTrail, FindSecurityEvents, PruneSecurityEvents, SecurityEvents, SecurityReports],
})
export class AuditModule {}
