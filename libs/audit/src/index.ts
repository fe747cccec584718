export { type ActingCaller, type Actor, actorOf } from './actor';
export { AuditModule } from './audit.module';
export { type AuditReport, AuditTrail } from './audit-trail.service';
export { type EventPage, type EventStats, FindSecurityEvents } from './find-security-events.query';
export type { SecurityEventFilter, StoredSecurityEvent } from './persistence/security-events.repository';
export { PruneSecurityEvents } from './prune-security-events.service';
export { type SecurityEvent, SecurityEvents } from './security-events';
export { type SecurityReport, SecurityReports } from './security-reports.query';
