import { PasswordChangeRequired } from '../auth.errors';
import { SecondFactorEnrolmentRequired } from '../second-factor/second-factor.errors';
import type { Caller, Restriction, Role, Scope } from '../callers/caller';

export interface AccessRule {
  /** People who may. */
  roles: readonly Role[];
  /** What a key needs for it; any: every key may; null: no key may. */
  scope: Scope | 'any' | null;
  /** What people may still do who have something else to do first. */
  duringRestriction?: readonly Restriction[];
}

const EVERYONE: readonly Role[] = ['user', 'admin', 'super_admin'];
const ADMINS: readonly Role[] = ['admin', 'super_admin'];

/**
 * Who may do what. Every route names one of these actions, or is public. Whose things a caller then sees is
 * decided in the queries, by tenant and by owner.
 */
const POLICY = {
  'credentials.read': { roles: EVERYONE, scope: 'credentials:read' },
  'credentials.connect': { roles: EVERYONE, scope: 'credentials:write' },
  'credentials.disconnect': { roles: EVERYONE, scope: 'credentials:write' },
  'courses.read': { roles: EVERYONE, scope: 'courses:read' },
  'courses.sync': { roles: EVERYONE, scope: 'courses:write' },
  'downloads.read': { roles: EVERYONE, scope: 'downloads:read' },
  'downloads.request': { roles: EVERYONE, scope: 'downloads:write' },
  'downloads.count': { roles: ADMINS, scope: 'downloads:read' },
  'downloads.change': { roles: EVERYONE, scope: 'downloads:write' },
  'realtime.connect': { roles: EVERYONE, scope: 'any' },
  'notices.manage': { roles: ADMINS, scope: null },
  'quota.read': { roles: EVERYONE, scope: 'downloads:read' },
  'batches.read': { roles: EVERYONE, scope: 'downloads:read' },
  'batches.request': { roles: EVERYONE, scope: 'downloads:write' },
  'batches.change': { roles: EVERYONE, scope: 'downloads:write' },
  'api-keys.manage': { roles: ADMINS, scope: null },
  'health.read': { roles: ADMINS, scope: 'any' },
  'metrics.read': { roles: ['super_admin'], scope: null },
  'security.read': { roles: ADMINS, scope: null },
  'security.verify': { roles: ['super_admin'], scope: null },
  'security.use': { roles: EVERYONE, scope: 'any' },
  'account.use': { roles: EVERYONE, scope: null },
  'account.restore': {
    roles: EVERYONE,
    scope: null,
    duringRestriction: ['password-change', 'second-factor'],
  },
  'account.second-factor': { roles: EVERYONE, scope: null, duringRestriction: ['second-factor'] },
  'users.manage': { roles: ADMINS, scope: null },
  'security.blocks': { roles: ['super_admin'], scope: null },
  'tenant.manage': { roles: ADMINS, scope: null },
  'tenants.manage': { roles: ['super_admin'], scope: null },
  'queues.manage': { roles: ['super_admin'], scope: null },
  'maintenance.run': { roles: ['super_admin'], scope: null },
} as const satisfies Record<string, AccessRule>;

export type Action = keyof typeof POLICY;

/** Who may do it, for descriptions. */
export function accessRuleOf(action: Action): AccessRule {
  return POLICY[action];
}

/** True when the caller may do this at all. */
export function mayDo(caller: Caller, action: Action): boolean {
  const rule: AccessRule = POLICY[action];
  if (caller.kind === 'user' && !rule.roles.includes(caller.role)) return false;
  return caller.key === undefined || keyMay(caller.scopes, rule.scope);
}

/** @throws PasswordChangeRequired, SecondFactorEnrolmentRequired for who has to do something else first */
export function refuseRestricted({ restriction }: Caller, action: Action): void {
  const rule: AccessRule = POLICY[action];
  if (restriction === undefined || rule.duringRestriction?.includes(restriction)) return;
  throw restriction === 'second-factor' ? new SecondFactorEnrolmentRequired() : new PasswordChangeRequired();
}

function keyMay(scopes: readonly string[], scope: AccessRule['scope']): boolean {
  if (scope === null || scope === 'any') return scope === 'any';
  return scopes.includes(scope) || scopes.includes('*');
}
