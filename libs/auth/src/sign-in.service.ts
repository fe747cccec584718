import { Passwords } from '@app/security';
import { Injectable, Logger } from '@nestjs/common';
import { AccessJwt } from './access-jwt';
import { SignInRefused } from './auth.errors';
import type { Role } from './caller';
import { UsersRepository } from './persistence/users.repository';

export interface SignedIn {
  accessToken: string;
  /** Seconds. */
  expiresIn: number;
  user: { id: string; tenantId: string; username: string; email: string; fullName: string; role: Role };
}

@Injectable()
export class SignIn {
  private readonly logger = new Logger(SignIn.name);

  constructor(
    private readonly users: UsersRepository,
    private readonly passwords: Passwords,
    private readonly jwt: AccessJwt,
  ) {}

  /** @throws SignInRefused, after the same time whether the user exists or not. */
  async byPassword(login: string, password: string): Promise<SignedIn> {
    const user = await this.users.findByLogin(login);
    const right = await this.passwords.verify(password, user?.passwordHash);
    if (!user || !right || !user.isActive) {
      this.logger.warn({ message: 'sign-in refused', user_id: user?.id });
      throw new SignInRefused();
    }
    await this.users.markSignedIn(user.id);
    const { id, tenantId, username, email, fullName, role } = user;
    const accessToken = await this.jwt.sign(id);
    return {
      accessToken,
      expiresIn: this.jwt.lifeSeconds,
      user: { id, tenantId, username, email, fullName, role },
    };
  }
}
