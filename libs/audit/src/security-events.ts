import { type ActingCaller, type Actor, actorOf } from './actor';

/** Something that somebody who looks after the installation may want to know later. Never a secret in it. */
export interface SecurityEvent extends Actor {
  /** Stable, for programs: `auth.sign-in`, `auth.refresh-reused`, `user.delete`, … */
  action: string;
  outcome: 'ok' | 'refused';
  /** What it was done to. */
  subject?: string | null;
  /** Without it, the address of the request that is being served. */
  ip?: string | null;
  detail?: Record<string, unknown>;
}

/** The audit trail. Never throws; to be told outside of transactions, so that what fails is told too. */
export abstract class SecurityEvents {
  abstract recordEvent(event: SecurityEvent): Promise<void>;

  /** What a caller did, and succeeded with; of the caller's tenant, if not told otherwise. */
  recordAction(
    caller: ActingCaller,
    action: string,
    about: Partial<Pick<SecurityEvent, 'tenantId' | 'subject' | 'detail'>> = {},
  ): Promise<void> {
    return this.recordEvent({ ...actorOf(caller), ...about, action, outcome: 'ok' });
  }
}
