import { type SecurityEvent, SecurityEvents } from '@app/audit';
import { Database } from '@app/database';
import { addressKey } from '@app/limits';
import { hashSecret, Passwords } from '@app/security';
import { Injectable } from '@nestjs/common';
import { LockedOut, SignInRefused } from '../auth.errors';
import { DeviceToken } from '../sessions/device-token';
import { Lockout } from '../lockouts/lockout.service';
import { UsersRepository } from '../users/persistence/users.repository';
import {
  ChallengeOver,
  SecondFactorRefused,
  SecondFactorRequired,
} from '../second-factor/second-factor.errors';
import type { SecondFactorInput } from '../second-factor/second-factor-proof.service';
import { SignInChallenges } from '../second-factor/sign-in-challenges.service';
import { type Device, Sessions, type SignedIn } from '../sessions/sessions.service';
import { signIns } from './sign-in.metrics';
import type { SignInMethod, SignInProof } from '../sessions/session';
import type { User } from '../user';

/** With what the browser keeps to be known again. */
export interface DeviceSignIn extends SignedIn {
  deviceToken: string;
  deviceExpiresIn: number;
}

/** Somebody who has just proved who they are. */
type ProvedUser = User & {
  /** What the password that was shown fits. */
  passwordHash?: string;
};

@Injectable()
export class SignIn {
  constructor(
    private readonly database: Database,
    private readonly users: UsersRepository,
    private readonly passwords: Passwords,
    private readonly lockout: Lockout,
    private readonly challenges: SignInChallenges,
    private readonly devices: DeviceToken,
    private readonly sessions: Sessions,
    private readonly events: SecurityEvents,
  ) {}

  /** @throws SignInRefused, after the same work whether the user exists or not; LockedOut, SecondFactorRequired */
  async byPassword(login: string, password: string, device: Device): Promise<DeviceSignIn> {
    const user = await this.users.findByLogin(login);
    const known = await this.devices.deviceOf(device.token, user?.id);
    const attempt = {
      who: user?.id ?? hashSecret(login.normalize('NFKC').toLowerCase()),
      source: known === undefined ? `net:${addressKey(device.ip)}` : `device:${known}`,
      known: known !== undefined,
    };
    try {
      const right = await this.lockout.attempt(attempt, async () => {
        const fits = await this.passwords.verify(password, user?.passwordHash);
        return fits && user?.isActive === true ? user : undefined;
      });
      const signedIn = right && (await this.completeSignIn(right, device, 'password'));
      if (!signedIn) throw new SignInRefused();
      return signedIn;
    } catch (error) {
      const locked = error instanceof LockedOut;
      if (locked || error instanceof SignInRefused)
        await this.record(user, device, 'refused', locked ? { locked } : undefined);
      throw error;
    }
  }

  /**
   * Lets in who has proved who they are, or asks for the code. Undefined: what was proved is over, because the password was
   * changed or the person deactivated meanwhile. @throws SecondFactorRequired
   */
  async completeSignIn(
    { id, passwordHash }: ProvedUser,
    device: Device,
    method: SignInMethod,
    detail?: Record<string, unknown>,
  ): Promise<DeviceSignIn | undefined> {
    const entry = await this.database.transaction(async () => {
      const user = await this.users.lockActive(id, passwordHash);
      if (!user) return undefined;
      const challenge = await this.challenges.issueIfNeeded(user, method);
      return challenge ? { user, challenge } : this.open(user, device, { method, secondFactor: false });
    });
    if (!entry) return undefined;
    if ('accessToken' in entry) return this.admit(entry, device, detail);
    await this.tell({ action: 'auth.second-factor-asked', outcome: 'ok', detail }, entry.user, device);
    throw new SecondFactorRequired(entry.challenge);
  }

  /** Goes on where a code was asked for. @throws ChallengeOver, SecondFactorRefused, LockedOut */
  async bySecondFactor(challenge: string, input: SecondFactorInput, device: Device): Promise<DeviceSignIn> {
    try {
      const { userId, method, kind } = await this.challenges.check(challenge, input);
      const signedIn = await this.database.transaction(async () => {
        const user = await this.users.lockActive(userId);
        // Whoever changes the password takes the challenge away.
        if (!user || !(await this.challenges.useChallenge(challenge))) throw new ChallengeOver();
        return this.open(user, device, { method, secondFactor: true });
      });
      return await this.admit(signedIn, device, { second_factor: kind });
    } catch (error) {
      const locked = error instanceof LockedOut;
      if (locked || error instanceof SecondFactorRefused)
        await this.record(error.user, device, 'refused', {
          second_factor: true,
          ...(locked ? { locked } : {}),
        });
      throw error;
    }
  }

  private async open(user: User, device: Device, proof: SignInProof): Promise<SignedIn> {
    await this.users.markSignedIn(user.id);
    return this.sessions.openSession(user, device, proof);
  }

  private async admit(
    signedIn: SignedIn,
    device: Device,
    detail?: Record<string, unknown>,
  ): Promise<DeviceSignIn> {
    const { user } = signedIn;
    const known = await this.devices.deviceOf(device.token, user.id);
    await this.record(user, device, 'ok', detail);
    return {
      ...signedIn,
      deviceToken: await this.devices.sign(user.id, known),
      deviceExpiresIn: this.devices.lifeSeconds,
    };
  }

  private async record(
    user: User | undefined,
    device: Device,
    outcome: 'ok' | 'refused',
    detail?: Record<string, unknown>,
  ): Promise<void> {
    signIns.inc({ outcome });
    await this.tell({ action: 'auth.sign-in', outcome, detail }, user, device);
  }

  /** Of a name that nobody has it tells nothing: people type their passwords there. */
  private async tell(
    event: Pick<SecurityEvent, 'action' | 'outcome' | 'detail'>,
    user: User | undefined,
    { ip }: Device,
  ): Promise<void> {
    await this.events.recordEvent({
      ...event,
      tenantId: user?.tenantId ?? null,
      actorId: user ? `user:${user.id}` : null,
      actorName: user?.username ?? null,
      ip,
    });
  }
}
