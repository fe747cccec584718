import type { Schemas } from '../../../api/client';

/** Everything that the trail tells of, in the order in which people look for it. */
export const ACTIONS = [
  'auth.sign-in',
  'auth.sign-out',
  'auth.session-end',
  'auth.second-factor-asked',
  'auth.lockout-lift',
  'auth.refresh-reused',
  'auth.set-up',
  'access.refused',
  'user.register',
  'user.create',
  'user.update',
  'user.delete',
  'user.password-change',
  'user.email-requested',
  'user.email-confirmed',
  'user.email-refused',
  'user.second-factor-enrol',
  'user.second-factor-remove',
  'user.second-factor-reset',
  'invitation.create',
  'invitation.withdraw',
  'credential.connected',
  'credential.disconnected',
  'api-key.made',
  'api-key.revoked',
  'request.on-behalf',
  'notice.made',
  'notice.withdrawn',
  'tenant.create',
  'tenant.update',
  'security.report',
  'address.blocked',
  'address.let-in',
  'queues.opened',
  'maintenance.clean-up',
] as const;

export const PERIODS = { day: 1, week: 7, month: 30 } as const;
export type Period = keyof typeof PERIODS;
const OUTCOMES = ['ok', 'refused'] as const;
const DAY_MS = 86_400_000;
const LONGEST = 200;

export interface AuditQuery {
  action?: string;
  actor?: string;
  outcome?: Schemas['EventOutcome'];
  text?: string;
  period?: Period;
}

/** What the address asks to see; what it says wrongly is left out. */
export function auditQueryOf(query: URLSearchParams): AuditQuery {
  const action = ACTIONS.find((one) => one === query.get('action'));
  const outcome = OUTCOMES.find((one) => one === query.get('outcome'));
  const period = (Object.keys(PERIODS) as Period[]).find((one) => one === query.get('period'));
  const actor = query.get('actor')?.trim().slice(0, LONGEST) ?? '';
  const text = query.get('text')?.trim().slice(0, LONGEST) ?? '';
  return {
    ...(action === undefined ? {} : { action }),
    ...(actor === '' ? {} : { actor }),
    ...(outcome === undefined ? {} : { outcome }),
    ...(text === '' ? {} : { text }),
    ...(period === undefined ? {} : { period }),
  };
}

/** From when on, to the hour: so that pages of one list ask for the same. */
export function fromOf(period: Period | undefined, now: number): { from?: string } {
  if (period === undefined) return {};
  const hour = Math.floor(now / 3_600_000) * 3_600_000;
  return { from: new Date(hour - PERIODS[period] * DAY_MS).toISOString() };
}
