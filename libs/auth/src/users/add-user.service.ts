import { SecurityEvents } from '@app/audit';
import { Database } from '@app/database';
import { Injectable } from '@nestjs/common';
import { Forbidden } from '../auth.errors';
import { UserTaken } from '../accounts.errors';
import type { Caller, Role } from '../callers/caller';
import { ManageUsers } from './manage-users.service';
import { NewPasswords } from './new-passwords.service';
import { type NewUser, UsersRepository } from './persistence/users.repository';
import { TenantResolver } from '../tenants/tenant-resolver.service';
import { reaches, type User } from '../user';
import { anotherName, nameFrom } from './user-name';

/** An account that an admin makes for somebody. */
export interface WantedUser {
  email: string;
  password: string;
  role: Role;
  username?: string;
  fullName?: string;
  tenantId?: string;
  quotaBytes?: number | null;
}

@Injectable()
export class AddUser {
  constructor(
    private readonly database: Database,
    private readonly people: ManageUsers,
    private readonly users: UsersRepository,
    private readonly tenants: TenantResolver,
    private readonly passwords: NewPasswords,
    private readonly events: SecurityEvents,
  ) {}

  /** Without a user name the e-mail address gives one. @throws Forbidden, TenantNotFound, UserTaken, PasswordTooCommon */
  async addUser({ email, password, role, ...more }: WantedUser, caller: Caller): Promise<User> {
    if (!reaches(caller.role, role)) throw new Forbidden('a higher role');
    const tenantId = await this.tenants.resolve(caller, more.tenantId);
    const username = more.username ?? nameFrom(email);
    const { quotaBytes, fullName = username } = more;
    const person = { tenantId, email, role, username, fullName, quotaBytes };
    const passwordHash = await this.passwords.hash(password, person);
    const byAdmin = { emailVerifiedBy: 'admin', mustChangePassword: true } as const;
    const wanted = { ...person, ...byAdmin, passwordHash };
    const user = await this.database.transaction(async () => {
      // A password takes a while to be looked at: the role may have ended meanwhile.
      await this.people.holdActing(caller);
      return (await this.users.ensureUser(wanted)) ?? this.underAnotherName(wanted, more.username);
    });
    const { id } = user;
    await this.events.recordAction(caller, 'user.create', { tenantId, subject: id, detail: { role } });
    return user;
  }

  private async underAnotherName(wanted: NewUser, chosen: string | undefined): Promise<User> {
    const username = anotherName(wanted.username);
    const user = chosen === undefined ? await this.users.ensureUser({ ...wanted, username }) : undefined;
    if (!user) throw new UserTaken();
    return user;
  }
}
