import { Passwords } from '@app/security';
import { Injectable } from '@nestjs/common';
import { SignInRefused } from './auth.errors';
import { UsersRepository } from './persistence/users.repository';
import { SecurityEvents } from './security-events';
import { type Device, Sessions, type SignedIn } from './sessions.service';
import { signIns } from './sign-in.metrics';
import type { User } from './user';

@Injectable()
export class SignIn {
  constructor(
    private readonly users: UsersRepository,
    private readonly passwords: Passwords,
    private readonly sessions: Sessions,
    private readonly events: SecurityEvents,
  ) {}

  /** @throws SignInRefused, after the same time whether the user exists or not. */
  async byPassword(login: string, password: string, device: Device): Promise<SignedIn> {
    const user = await this.users.findByLogin(login);
    const right = await this.passwords.verify(password, user?.passwordHash);
    const isRight = user?.isActive === true && right;
    await this.record(user, isRight ? 'ok' : 'refused');
    if (!isRight) throw new SignInRefused();
    await this.users.markSignedIn(user.id);
    return this.sessions.open(user, device);
  }

  /** Of a name that nobody has it tells nothing: people type their passwords there. */
  private async record(user: User | undefined, outcome: 'ok' | 'refused'): Promise<void> {
    signIns.inc({ outcome });
    await this.events.record({
      action: 'auth.sign-in',
      outcome,
      tenantId: user?.tenantId ?? null,
      actorId: user ? `user:${user.id}` : null,
      actorName: user?.username ?? null,
    });
  }
}
