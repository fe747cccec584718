import { Database } from '@app/database';
import { Passwords } from '@app/security';
import { Injectable } from '@nestjs/common';
import { CurrentPasswordWrong, PasswordTooEasy, UserNotFound } from './auth.errors';
import type { Caller } from './caller';
import { actorOf } from './events/actor';
import { Lockout } from './lockout.service';
import { NewPasswords } from './new-passwords.service';
import { SessionsRepository } from './persistence/sessions.repository';
import { UsersRepository } from './persistence/users.repository';
import { SecurityEvents } from './security-events';
import { type Device, Sessions, type SignedIn } from './sessions.service';
import type { User } from './user';

/** What people do with their own account. Keys have none. */
@Injectable()
export class OwnAccount {
  constructor(
    private readonly database: Database,
    private readonly users: UsersRepository,
    private readonly passwords: Passwords,
    private readonly newPasswords: NewPasswords,
    private readonly lockout: Lockout,
    private readonly sessions: Sessions,
    private readonly ended: SessionsRepository,
    private readonly events: SecurityEvents,
  ) {}

  /** @throws UserNotFound */
  async profile(caller: Caller): Promise<User> {
    const user = caller.userId === undefined ? undefined : await this.users.findById(caller.userId);
    if (!user) throw new UserNotFound(caller.userId ?? caller.name);
    return user;
  }

  /** @throws UserTaken */
  async change(change: { email?: string; fullName?: string }, caller: Caller): Promise<User> {
    const user = await this.users.update((await this.profile(caller)).id, {
      ...change,
      emailVouched: false,
    });
    if (!user) throw new UserNotFound(caller.name);
    const detail = { changed: Object.keys(change) };
    await this.events.record({
      action: 'user.update',
      outcome: 'ok',
      ...actorOf(caller),
      subject: user.id,
      detail,
    });
    return user;
  }

  /** Ends every session, this one too, and begins another. @throws CurrentPasswordWrong, PasswordTooEasy, PasswordTooCommon, LockedOut */
  async changePassword(
    { current, next }: { current: string; next: string },
    caller: Caller,
    device: Device,
  ): Promise<SignedIn> {
    const user = await this.profile(caller);
    const attempt = { who: user.id, source: 'change-password', known: true };
    const right = await this.lockout.attempt(attempt, async () =>
      (await this.passwords.verify(current, await this.users.passwordHash(user.id))) ? user : undefined,
    );
    const event = { action: 'user.password-change', ...actorOf(caller), subject: user.id, ip: device.ip };
    if (!right) {
      await this.events.record({ ...event, outcome: 'refused' });
      throw new CurrentPasswordWrong();
    }
    if (next.normalize('NFKC') === current.normalize('NFKC'))
      throw new PasswordTooEasy('must differ from the current one');
    const passwordHash = await this.newPasswords.hash(next, user);
    await this.database.transaction(async () => {
      await this.users.update(user.id, { passwordHash, mustChangePassword: false });
      await this.ended.endAll(user.id, 'password-changed');
    });
    await this.events.record({ ...event, outcome: 'ok' });
    return this.sessions.open({ ...user, mustChangePassword: false }, device, 'password');
  }
}
