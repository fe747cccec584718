import { SecurityEvents } from '@app/audit';
import { AppConfig } from '@app/config';
import { Injectable } from '@nestjs/common';
import { Forbidden } from '../auth.errors';
import { LockoutNotFound } from '../accounts.errors';
import type { Caller } from '../callers/caller';
import { limitsOfPlaces } from './lockout.service';
import { ManageUsers } from '../users/manage-users.service';
import type { Page } from '../page';
import { type Lockout, type LockoutState, LockoutsRepository } from './persistence/lockouts.repository';
import { tenantScope } from '../tenants/tenant-resolver.service';

/** Admins see which people of their tenant are locked out where, and let them in again. */
@Injectable()
export class ManageLockouts {
  constructor(
    private readonly config: AppConfig,
    private readonly lockouts: LockoutsRepository,
    private readonly users: ManageUsers,
    private readonly events: SecurityEvents,
  ) {}

  listLockouts(page: Page, caller: Caller): Promise<{ lockouts: Lockout[]; total: number }> {
    return this.lockouts.listLockouts(tenantScope(caller), page, limitsOfPlaces(this.config));
  }

  /** How the people stand, by id; who is not named has no wrong try. */
  async statesOf(userIds: string[]): Promise<Map<string, LockoutState>> {
    const states = await this.lockouts.listStates(userIds, limitsOfPlaces(this.config));
    return new Map(states.map((state) => [state.userId, state]));
  }

  /**
   * Lets a person in again from everywhere. Nobody does so for themselves: who has taken over a session could try
   * passwords without end.
   * @throws UserNotFound, Forbidden, LockoutNotFound
   */
  async liftLockout(userId: string, caller: Caller): Promise<void> {
    const { id, tenantId } = await this.users.findReachable(userId, caller);
    if (id === caller.userId) throw new Forbidden('lift a lockout of your own');
    if (!(await this.lockouts.deleteLockout(id, limitsOfPlaces(this.config)))) throw new LockoutNotFound(id);
    await this.events.recordAction(caller, 'auth.lockout-lift', { tenantId, subject: id });
  }
}
