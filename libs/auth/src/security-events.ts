import { Injectable, Logger } from '@nestjs/common';

/** Something that matters to the security of the installation: a sign-in, a refusal, an act of an admin. */
export interface SecurityEvent {
  /** Stable, for programs: `auth.sign-in`, `auth.refresh-reused`, `user.delete`, … */
  action: string;
  outcome: 'ok' | 'refused';
  tenantId: string | null;
  /** `user:<uuid>` or `key:<uuid>`; null: nobody who is known. */
  actorId: string | null;
  actorName: string | null;
  /** Id of the user for whom a key acted. */
  onBehalfOf?: string | null;
  /** Id of what it was done to. */
  subject?: string | null;
  ip?: string | null;
  /** Facts for people. Never a secret. */
  detail?: Record<string, unknown>;
}

/** Where such happenings go. */
export abstract class SecurityEvents {
  abstract record(event: SecurityEvent): Promise<void>;
}

/** Writes them to the log alone. */
@Injectable()
export class LoggedSecurityEvents extends SecurityEvents {
  private readonly logger = new Logger('SecurityEvents');

  record(event: SecurityEvent): Promise<void> {
    const level = event.outcome === 'ok' ? 'log' : 'warn';
    this.logger[level]({ message: 'security event', ...event });
    return Promise.resolve();
  }
}
