import { Clock } from '@app/kernel';
import { Passwords } from '@app/security';
import { Injectable } from '@nestjs/common';
import { CurrentPasswordWrong } from '../accounts.errors';
import type { Caller } from '../callers/caller';
import { Lockout } from '../lockouts/lockout.service';
import { SessionsRepository } from '../sessions/persistence/sessions.repository';
import { UsersRepository } from '../users/persistence/users.repository';
import type { User } from '../user';

/** Who came from Google has no password to show; having come just now counts as much. */
const FRESH_MS = 10 * 60_000;

/** Asks who is signed in to prove who they are once more: a session alone may have been taken over. */
@Injectable()
export class Reauthenticate {
  constructor(
    private readonly users: UsersRepository,
    private readonly sessions: SessionsRepository,
    private readonly passwords: Passwords,
    private readonly lockout: Lockout,
    private readonly clock: Clock,
  ) {}

  /** Wrong ones count like wrong sign-ins. @returns the hash that it fits @throws CurrentPasswordWrong, LockedOut */
  async byPassword(user: User, password: string): Promise<string> {
    const attempt = { who: user.id, source: 'change-password', known: true };
    const right = await this.lockout.attempt(attempt, async () => {
      const hash = await this.users.findPasswordHash(user.id);
      return (await this.passwords.verify(password, hash)) ? hash : undefined;
    });
    if (right === undefined) throw new CurrentPasswordWrong();
    return right;
  }

  /** Without a password only for who signed in with Google just now. @throws CurrentPasswordWrong, LockedOut */
  async byPasswordOrGoogle(user: User, caller: Caller, password: string | undefined): Promise<void> {
    if (password !== undefined) {
      await this.byPassword(user, password);
      return;
    }
    const session = caller.sessionId && (await this.sessions.findSession(caller.sessionId));
    const since = session ? this.clock.now().getTime() - session.createdAt.getTime() : Infinity;
    if (!session || session.method !== 'google' || since > FRESH_MS) throw new CurrentPasswordWrong();
  }
}
