import { Passwords } from '@app/security';
import { Injectable } from '@nestjs/common';
import { SignInRefused } from './auth.errors';
import { UsersRepository } from './persistence/users.repository';
import { SecurityEvents } from './security-events';
import { type Device, Sessions, type SignedIn } from './sessions.service';

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
    const event = {
      action: 'auth.sign-in',
      tenantId: user?.tenantId ?? null,
      actorId: user ? `user:${user.id}` : null,
      actorName: user?.username ?? null,
      ip: device.ip,
    };
    if (!user || !right || !user.isActive) {
      await this.events.record({ ...event, outcome: 'refused' });
      throw new SignInRefused();
    }
    await this.users.markSignedIn(user.id);
    await this.events.record({ ...event, outcome: 'ok' });
    return this.sessions.open(user, device);
  }
}
