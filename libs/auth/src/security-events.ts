/** Something that somebody who looks after the installation may want to know later. Never a secret in it. */
export interface SecurityEvent {
  /** Stable, for programs: `auth.sign-in`, `auth.refresh-reused`, `user.delete`, … */
  action: string;
  outcome: 'ok' | 'refused';
  /** Null: of no tenant, or not known whose. */
  tenantId: string | null;
  /** `user:<uuid>` or `key:<uuid>`; null: nobody that is known, or the installation itself. */
  actorId: string | null;
  actorName: string | null;
  /** Whom a key acted for. */
  onBehalfOf?: string | null;
  /** What it was done to. */
  subject?: string | null;
  /** Without it, the address of the request that is being served. */
  ip?: string | null;
  detail?: Record<string, unknown>;
}

/** The audit trail. Never throws; to be told outside of transactions, so that what fails is told too. */
export abstract class SecurityEvents {
  abstract recordEvent(event: SecurityEvent): Promise<void>;
}
