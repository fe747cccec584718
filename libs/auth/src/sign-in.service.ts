import { Passwords } from '@app/security';
import { Injectable } from '@nestjs/common';
import { AccessJwt } from './access-jwt';
import { SignInRefused } from './auth.errors';
import type { Role } from './caller';
import type { UserEntity } from './persistence/user.entity';
import { UsersRepository } from './persistence/users.repository';
import { SecurityEvents } from './security-events';
import { signIns } from './sign-in.metrics';

export interface SignedIn {
  accessToken: string;
  /** Seconds. */
  expiresIn: number;
  user: { id: string; tenantId: string; username: string; email: string; fullName: string; role: Role };
}

@Injectable()
export class SignIn {
  constructor(
    private readonly users: UsersRepository,
    private readonly passwords: Passwords,
    private readonly jwt: AccessJwt,
    private readonly events: SecurityEvents,
  ) {}

  /** @throws SignInRefused, after the same time whether the user exists or not. */
  async byPassword(login: string, password: string): Promise<SignedIn> {
    const user = await this.users.findByLogin(login);
    const right = await this.passwords.verify(password, user?.passwordHash);
    const isRight = user?.isActive === true && right;
    await this.record(user, isRight ? 'ok' : 'refused');
    if (!isRight) throw new SignInRefused();
    await this.users.markSignedIn(user.id);
    const { id, tenantId, username, email, fullName, role } = user;
    const accessToken = await this.jwt.sign(id);
    return {
      accessToken,
      expiresIn: this.jwt.lifeSeconds,
      user: { id, tenantId, username, email, fullName, role },
    };
  }

  /** Of a name that nobody has it tells nothing: people type their passwords there. */
  private async record(user: UserEntity | null, outcome: 'ok' | 'refused'): Promise<void> {
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
