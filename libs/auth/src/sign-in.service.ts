import { Passwords } from '@app/security';
import { Injectable, Logger } from '@nestjs/common';
import { AccessJwt } from './access-jwt';
import { SignInRefused } from './auth.errors';
import { UsersRepository } from './persistence/users.repository';
import type { User } from './user';

export interface SignedIn {
  accessToken: string;
  /** Seconds. */
  expiresIn: number;
  user: User;
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
    const accessToken = await this.jwt.sign(user.id);
    return { accessToken, expiresIn: this.jwt.lifeSeconds, user };
  }
}
