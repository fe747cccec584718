import { actorOf, SecurityEvents } from '@app/audit';
import { Database } from '@app/database';
import { Injectable } from '@nestjs/common';
import { CurrentPasswordWrong, PasswordTooEasy, UserNotFound, UserTaken } from '../accounts.errors';
import type { Caller } from '../callers/caller';
import { NewPasswords } from '../users/new-passwords.service';
import { SessionsRepository } from '../sessions/persistence/sessions.repository';
import { UsersRepository } from '../users/persistence/users.repository';
import { Reauthenticate } from './reauthenticate.service';
import { type Device, Sessions, type SignedIn } from '../sessions/sessions.service';
import type { User } from '../user';

export interface OwnChange {
  email?: string;
  fullName?: string;
  /** For another address. */
  currentPassword?: string;
}

/** What people do with their own account. Keys have none. */
@Injectable()
export class OwnAccount {
  constructor(
    private readonly database: Database,
    private readonly users: UsersRepository,
    private readonly newPasswords: NewPasswords,
    private readonly reauthenticate: Reauthenticate,
    private readonly sessions: Sessions,
    private readonly ended: SessionsRepository,
    private readonly events: SecurityEvents,
  ) {}

  /** @throws UserNotFound */
  async profile(caller: Caller): Promise<User> {
    const user = caller.userId === undefined ? undefined : await this.users.findUser(caller.userId);
    if (!user) throw new UserNotFound(caller.userId ?? caller.name);
    return user;
  }

  /**
   * Another address needs the password, and an admin's word before it counts: what is done for an address would be done
   * for who claims it.
   * @throws CurrentPasswordWrong, LockedOut, UserTaken
   */
  async change({ email, fullName, currentPassword }: OwnChange, caller: Caller, ip: string): Promise<User> {
    const before = await this.profile(caller);
    const isMove = email !== undefined && email !== before.email;
    if (isMove) {
      if (currentPassword === undefined) throw new CurrentPasswordWrong();
      await this.provePassword(before, currentPassword, { action: 'user.email-requested', caller, ip });
      if (await this.users.findByVerifiedEmail(email)) throw new UserTaken();
    }
    const renamed = fullName === undefined ? before : await this.users.updateUser(before.id, { fullName });
    const user = email === undefined ? renamed : await this.users.requestEmail(before.id, email);
    if (!user) throw new UserNotFound(caller.name);
    const event = { outcome: 'ok', ...actorOf(caller), subject: user.id } as const;
    if (fullName !== undefined)
      await this.events.recordEvent({ ...event, action: 'user.update', detail: { changed: ['fullName'] } });
    if (isMove)
      await this.events.recordEvent({
        ...event,
        action: 'user.email-requested',
        detail: { from: before.email, to: email },
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
    const action = 'user.password-change';
    const proved = await this.provePassword(user, current, { action, caller, ip: device.ip });
    if (next.normalize('NFKC') === current.normalize('NFKC'))
      throw new PasswordTooEasy('must differ from the current one');
    const passwordHash = await this.newPasswords.hash(next, user);
    const before =
      caller.sessionId === undefined ? undefined : await this.ended.findSession(caller.sessionId);
    const proof = { method: 'password', secondFactor: before?.secondFactor ?? false } as const;
    const signedIn = await this.database.transaction(async () => {
      // An admin may have set another one meanwhile, which stays.
      if (!(await this.users.lockActive(user.id, proved))) throw new CurrentPasswordWrong();
      await this.users.updateUser(user.id, { passwordHash, mustChangePassword: false });
      await this.ended.endAll(user.id, 'password-changed');
      return this.sessions.openSession({ ...user, mustChangePassword: false }, device, proof);
    });
    const event = { action, ...actorOf(caller), subject: user.id, ip: device.ip };
    await this.events.recordEvent({ ...event, outcome: 'ok' });
    return signedIn;
  }

  /** Somebody may have sat down at an open session. @returns as `Reauthenticate` @throws CurrentPasswordWrong, LockedOut */
  private provePassword(
    user: User,
    password: string,
    { action, caller, ip }: { action: string; caller: Caller; ip: string },
  ): Promise<string> {
    return this.reauthenticate.byPassword(user, password).catch(async (error: unknown) => {
      const event = { action, outcome: 'refused', ...actorOf(caller), subject: user.id, ip } as const;
      if (error instanceof CurrentPasswordWrong) await this.events.recordEvent(event);
      throw error;
    });
  }
}
