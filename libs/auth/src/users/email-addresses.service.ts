import { SecurityEvents } from '@app/audit';
import { Database } from '@app/database';
import { Injectable } from '@nestjs/common';
import { EmailNotPending } from '../accounts.errors';
import type { Caller } from '../callers/caller';
import { ManageUsers } from './manage-users.service';
import { UsersRepository } from './persistence/users.repository';
import type { User } from '../user';

/**
 * Admins say whether an address that a person asked for is theirs. They name it: what the person asks for meanwhile is
 * not what the admin has looked at.
 */
@Injectable()
export class EmailAddresses {
  constructor(
    private readonly database: Database,
    private readonly people: ManageUsers,
    private readonly users: UsersRepository,
    private readonly events: SecurityEvents,
  ) {}

  /** @throws UserNotFound, Forbidden, EmailNotPending, UserTaken */
  confirmAddress(id: string, email: string, caller: Caller): Promise<User> {
    return this.decide('user.email-confirmed', { id, email, caller }, () =>
      this.users.confirmEmail(id, email),
    );
  }

  /** The old address stays. @throws UserNotFound, Forbidden, EmailNotPending */
  refuse(id: string, email: string, caller: Caller): Promise<User> {
    return this.decide('user.email-refused', { id, email, caller }, () =>
      this.users.dropPendingEmail(id, email),
    );
  }

  private async decide(
    action: string,
    { id, email, caller }: { id: string; email: string; caller: Caller },
    save: () => Promise<User | undefined>,
  ): Promise<User> {
    const { before, user } = await this.database.transaction(async () => {
      const held = await this.people.holdReachable(id, caller);
      return { before: held.user, user: await save() };
    });
    if (!user) throw new EmailNotPending();
    const detail = { from: before.email, to: email };
    const { tenantId } = before;
    await this.events.recordAction(caller, action, { tenantId, subject: id, detail });
    return user;
  }
}
