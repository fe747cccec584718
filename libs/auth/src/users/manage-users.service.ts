import { SecurityEvents } from '@app/audit';
import { Database } from '@app/database';
import { Injectable } from '@nestjs/common';
import { Forbidden } from '../auth.errors';
import { LastAdmin, OwnAccountKept, OwnPasswordKept, UserNotFound } from '../accounts.errors';
import type { Caller, Role } from '../callers/caller';
import { NewPasswords } from './new-passwords.service';
import type { Invitation } from './invitation';
import type { Page } from '../page';
import { InvitationsRepository } from './persistence/invitations.repository';
import { SessionsRepository } from '../sessions/persistence/sessions.repository';
import { type UserFilter, UsersRepository } from './persistence/users.repository';
import { tenantScope } from '../tenants/tenant-resolver.service';
import { reaches, rolesToGive, type User } from '../user';

export interface UserChange {
  email?: string;
  fullName?: string;
  role?: Role;
  isActive?: boolean;
  quotaBytes?: number | null;
  password?: string;
}

interface HeldUser {
  user: User;
  /** Ids of the active ones of the tenant. */
  admins: string[];
}

/** What was done, and the invitations that went with it. */
interface Changed {
  user: User | undefined;
  withdrawn: Invitation[];
}

/**
 * What admins do with the accounts of their tenant, and super-admins with all. Nobody gives a role above their own or
 * acts upon who has one, nobody locks themselves out, and a tenant keeps an admin.
 */
@Injectable()
export class ManageUsers {
  constructor(
    private readonly database: Database,
    private readonly users: UsersRepository,
    private readonly sessions: SessionsRepository,
    private readonly invitations: InvitationsRepository,
    private readonly passwords: NewPasswords,
    private readonly events: SecurityEvents,
  ) {}

  listUsers(filter: UserFilter, page: Page, caller: Caller): Promise<{ users: User[]; total: number }> {
    return this.users.listUsers({ ...filter, tenantId: tenantScope(caller) ?? filter.tenantId }, page);
  }

  /** @throws UserNotFound */
  async findUser(id: string, caller: Caller): Promise<User> {
    const user = await this.users.findUser(id);
    const scope = tenantScope(caller);
    if (!user || (scope !== null && user.tenantId !== scope)) throw new UserNotFound(id);
    return user;
  }

  /** @throws UserNotFound, Forbidden, OwnAccountKept, OwnPasswordKept, LastAdmin, UserTaken, PasswordTooEasy, PasswordTooCommon */
  async updateUser(id: string, { password, ...change }: UserChange, caller: Caller): Promise<User> {
    const before = await this.findReachable(id, caller);
    if (change.role !== undefined && !reaches(caller.role, change.role)) throw new Forbidden('a higher role');
    if (password !== undefined && id === caller.userId) throw new OwnPasswordKept();
    // The own address needs the own password: PUT /auth/profile.
    if (id === caller.userId && (change.email ?? before.email) !== before.email) throw new OwnAccountKept();
    const { fullName = before.fullName } = change;
    const passwordHash =
      password === undefined ? undefined : await this.passwords.hash(password, { ...before, fullName });
    const { user, withdrawn } = await this.database.transaction(async (): Promise<Changed> => {
      const held = await this.holdReachable(id, caller);
      const roleAfter = change.isActive === false ? 'user' : (change.role ?? held.user.role);
      const isOther = change.isActive === false || roleAfter !== held.user.role;
      if (isOther) refuseLoss(held, caller, roleAfter);
      if (change.isActive === false) await this.sessions.endAll(id, 'deactivated');
      if (passwordHash !== undefined) await this.sessions.endAll(id, 'password-changed');
      const mustChangePassword = passwordHash === undefined ? undefined : true;
      return {
        user: await this.users.updateUser(id, { ...change, passwordHash, mustChangePassword }),
        withdrawn: isOther ? await this.withdrawOf(held.user, roleAfter) : [],
      };
    });
    if (!user) throw new UserNotFound(id);
    const changed = Object.keys(change).filter((name) => change[name as keyof typeof change] !== undefined);
    const detail = { changed: password === undefined ? changed : [...changed, 'password'], role: user.role };
    await this.record('user.update', user, caller, detail);
    await this.recordWithdrawn(withdrawn, caller);
    return user;
  }

  /** Their sessions and Google accounts go with them; what they downloaded stays with the tenant. */
  async deleteUser(id: string, caller: Caller): Promise<void> {
    const { user, withdrawn } = await this.database.transaction(async () => {
      const held = await this.holdReachable(id, caller);
      refuseLoss(held, caller, 'user');
      const gone = await this.withdrawOf(held.user, 'user');
      await this.users.deleteUser(id);
      return { user: held.user, withdrawn: gone };
    });
    await this.record('user.delete', user, caller, { username: user.username });
    await this.recordWithdrawn(withdrawn, caller);
  }

  /** Somebody whom the caller may act upon. @throws UserNotFound, Forbidden */
  async findReachable(id: string, caller: Caller): Promise<User> {
    const user = await this.findUser(id, caller);
    if (!reaches(caller.role, user.role)) throw new Forbidden('a higher role');
    return user;
  }

  /**
   * The same, held with the tenant's admins until the transaction ends: roles may have changed since the request began, and
   * two admins cannot remove each other. @throws UserNotFound, Forbidden
   */
  async holdReachable(id: string, caller: Caller): Promise<HeldUser> {
    const { tenantId } = await this.findReachable(id, caller);
    const admins = await this.users.lockWithAdmins(id, tenantId);
    const actor = caller.userId === undefined ? undefined : await this.users.findUser(caller.userId);
    refuseEnded(actor, caller);
    return { user: await this.findReachable(id, caller), admins };
  }

  /** Whoever acts, with the role that they have now and nobody takes from them until the transaction ends. @throws Forbidden */
  async holdActing(caller: Caller): Promise<void> {
    refuseEnded(caller.userId === undefined ? undefined : await this.users.lockActive(caller.userId), caller);
  }

  /** Who may no longer let others in could do so later, and themselves by another address, with what they made before. */
  private withdrawOf({ id, tenantId }: User, roleAfter: Role): Promise<Invitation[]> {
    return this.invitations.deleteOpenOf(id, { tenantId, roles: rolesToGive(roleAfter) });
  }

  private async recordWithdrawn(invitations: readonly Invitation[], caller: Caller): Promise<void> {
    for (const { id, email, role, tenantId } of invitations)
      await this.events.recordAction(caller, 'invitation.withdraw', {
        tenantId,
        subject: id,
        detail: { email, role },
      });
  }

  private async record(
    action: string,
    { id, tenantId }: User,
    caller: Caller,
    detail: Record<string, unknown>,
  ): Promise<void> {
    await this.events.recordAction(caller, action, { tenantId, subject: id, detail });
  }
}

/** @throws Forbidden */
function refuseEnded(actor: User | undefined, caller: Caller): void {
  if (actor?.isActive !== true || actor.role !== caller.role) throw new Forbidden('a role that has ended');
}

/** @throws OwnAccountKept, LastAdmin */
function refuseLoss({ user, admins }: HeldUser, caller: Caller, roleAfter: Role): void {
  if (user.id === caller.userId) throw new OwnAccountKept();
  const isLast = admins.length === 1 && admins[0] === user.id;
  if (isLast && roleAfter === 'user') throw new LastAdmin();
}
