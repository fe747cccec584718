import { hashSecret, Passwords } from '@app/security';
import { Injectable } from '@nestjs/common';
import { LockedOut, SignInRefused } from './auth.errors';
import { DeviceToken } from './device-token';
import { Lockout } from './lockout.service';
import { networkOf } from './network-of';
import { UsersRepository } from './persistence/users.repository';
import { SecurityEvents } from './security-events';
import { type Device, Sessions, type SignedIn } from './sessions.service';
import { signIns } from './sign-in.metrics';
import type { SignInMethod } from './session';
import type { User } from './user';

/** With what the browser keeps to be known again. */
export interface DeviceSignIn extends SignedIn {
  deviceToken: string;
  deviceExpiresIn: number;
}

@Injectable()
export class SignIn {
  constructor(
    private readonly users: UsersRepository,
    private readonly passwords: Passwords,
    private readonly lockout: Lockout,
    private readonly devices: DeviceToken,
    private readonly sessions: Sessions,
    private readonly events: SecurityEvents,
  ) {}

  /** @throws SignInRefused, after the same work whether the user exists or not; LockedOut */
  async byPassword(login: string, password: string, device: Device): Promise<DeviceSignIn> {
    const user = await this.users.findByLogin(login);
    const known = await this.devices.deviceOf(device.token, user?.id);
    const attempt = {
      who: user?.id ?? hashSecret(login.normalize('NFKC').toLowerCase()),
      source: known === undefined ? `net:${networkOf(device.ip)}` : `device:${known}`,
      known: known !== undefined,
    };
    try {
      const right = await this.lockout.attempt(attempt, async () => {
        const fits = await this.passwords.verify(password, user?.passwordHash);
        return fits && user?.isActive === true ? user : undefined;
      });
      if (!right) throw new SignInRefused();
      return await this.admit(right, device);
    } catch (error) {
      const locked = error instanceof LockedOut;
      if (locked || error instanceof SignInRefused)
        await this.record(user, device, 'refused', locked ? { locked } : undefined);
      throw error;
    }
  }

  /** Opens a session for a person who has proved who they are. */
  async admit(
    user: User,
    device: Device,
    method: SignInMethod = 'password',
    detail?: Record<string, unknown>,
  ): Promise<DeviceSignIn> {
    const known = await this.devices.deviceOf(device.token, user.id);
    await this.users.markSignedIn(user.id);
    await this.record(user, device, 'ok', detail);
    return {
      ...(await this.sessions.open(user, device, method)),
      deviceToken: await this.devices.sign(user.id, known),
      deviceExpiresIn: this.devices.lifeSeconds,
    };
  }

  /** Of a name that nobody has it tells nothing: people type their passwords there. */
  private async record(
    user: User | undefined,
    { ip }: Device,
    outcome: 'ok' | 'refused',
    detail?: Record<string, unknown>,
  ): Promise<void> {
    signIns.inc({ outcome });
    await this.events.record({
      action: 'auth.sign-in',
      outcome,
      tenantId: user?.tenantId ?? null,
      actorId: user ? `user:${user.id}` : null,
      actorName: user?.username ?? null,
      ip,
      detail,
    });
  }
}
