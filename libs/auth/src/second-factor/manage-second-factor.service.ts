import { actorOf, SecurityEvents } from '@app/audit';
import { Database } from '@app/database';
import { Clock } from '@app/kernel';
import { KeyRing } from '@app/security';
import { Injectable } from '@nestjs/common';
import { Forbidden } from '../auth.errors';
import type { Caller } from '../callers/caller';
import { ManageUsers } from '../users/manage-users.service';
import { UsersRepository } from '../users/persistence/users.repository';
import { OwnAccount } from '../own-account/own-account.service';
import { SecondFactorsRepository } from './persistence/second-factors.repository';
import { SessionsRepository } from '../sessions/persistence/sessions.repository';
import { Reauthenticate } from '../own-account/reauthenticate.service';
import type { User } from '../user';
import { hashRecoveryCode, newRecoveryCodes } from './recovery-codes';
import { CodeWrong, SecondFactorEnrolled, SecondFactorNotFound } from './second-factor.errors';
import { type SecondFactorInput, SecondFactorProof, secretPurpose } from './second-factor-proof.service';
import { newTotpSecret, stepOfCode, totpUri } from './totp';

export interface SecondFactorState {
  /** Null: there is none. */
  confirmedAt: Date | null;
  recoveryCodesLeft: number;
}

/** People add an authenticator app to their account and take it away; admins take it away for who has lost it. */
@Injectable()
export class ManageSecondFactor {
  constructor(
    private readonly database: Database,
    private readonly factors: SecondFactorsRepository,
    private readonly sessions: SessionsRepository,
    private readonly account: OwnAccount,
    private readonly users: ManageUsers,
    private readonly people: UsersRepository,
    private readonly reauthenticate: Reauthenticate,
    private readonly proof: SecondFactorProof,
    private readonly ring: KeyRing,
    private readonly events: SecurityEvents,
    private readonly clock: Clock,
  ) {}

  async state(caller: Caller): Promise<SecondFactorState> {
    const { id } = await this.account.profile(caller);
    const factor = await this.factors.findByUser(id);
    const confirmedAt = factor?.confirmedAt ?? null;
    return { confirmedAt, recoveryCodesLeft: factor?.recoveryCodesLeft ?? 0 };
  }

  /**
   * A new secret, which counts once a code of it was shown.
   * @throws SecondFactorEnrolled, CurrentPasswordWrong, LockedOut
   */
  async startEnrolment(
    password: string | undefined,
    caller: Caller,
  ): Promise<{ secret: string; uri: string }> {
    const user = await this.account.profile(caller);
    await this.reauthenticate.byPasswordOrGoogle(user, caller, password);
    const secret = newTotpSecret();
    if (!(await this.factors.savePending(user.id, this.ring.encrypt(secret, secretPurpose(user.id)))))
      throw new SecondFactorEnrolled();
    return { secret, uri: totpUri(secret, user.email) };
  }

  /**
   * The recovery codes, shown this once. Every other session ends: it was begun without a code.
   * @throws SecondFactorEnrolled, SecondFactorNotFound, CodeWrong
   */
  async confirmEnrolment(code: string, caller: Caller): Promise<string[]> {
    const user = await this.account.profile(caller);
    const factor = await this.factors.findByUser(user.id);
    if (!factor) throw new SecondFactorNotFound();
    if (factor.confirmedAt) throw new SecondFactorEnrolled();
    const { secret } = factor;
    const step = stepOfCode(code, this.ring.decrypt(secret, secretPurpose(user.id)), this.clock.now());
    if (step === undefined) throw new CodeWrong();
    const codes = newRecoveryCodes();
    const hashes = codes.map((one) => hashRecoveryCode(user.id, one));
    await this.database.transaction(async () => {
      // Who signs in without a code at this moment is done before, and ended below, or comes after, and is asked for one.
      await this.people.lockActive(user.id);
      if (!(await this.factors.confirmPending(user.id, { secret, step }, hashes)))
        throw new SecondFactorEnrolled();
      await this.sessions.endOthers(user.id, caller.sessionId ?? null, 'second-factor-enrolled');
      if (caller.sessionId !== undefined) await this.sessions.markSecondFactor(caller.sessionId);
    });
    await this.record('user.second-factor-enrol', 'ok', user, caller);
    return codes;
  }

  /** @throws CurrentPasswordWrong, CodeWrong, LockedOut, SecondFactorNotFound */
  async removeFactor(
    { password, ...input }: SecondFactorInput & { password?: string },
    caller: Caller,
  ): Promise<void> {
    const user = await this.account.profile(caller);
    if (!user.hasSecondFactor) throw new SecondFactorNotFound();
    await this.reauthenticate.byPasswordOrGoogle(user, caller, password);
    const kind = await this.proof.prove(user.id, input);
    await this.record('user.second-factor-remove', kind ? 'ok' : 'refused', user, caller);
    if (kind === undefined) throw new CodeWrong();
    await this.factors.deleteFactor(user.id);
  }

  /** For who has lost it. Not one's own, which wants a code. @throws UserNotFound, Forbidden, SecondFactorNotFound */
  async resetFactor(userId: string, caller: Caller): Promise<void> {
    if (userId === caller.userId) throw new Forbidden('reset a second factor of your own');
    const user = await this.database.transaction(async () => {
      const held = await this.users.holdReachable(userId, caller);
      if (!(await this.factors.deleteFactor(userId))) throw new SecondFactorNotFound();
      return held.user;
    });
    await this.record('user.second-factor-reset', 'ok', user, caller);
  }

  private async record(
    action: string,
    outcome: 'ok' | 'refused',
    { id, tenantId }: User,
    caller: Caller,
  ): Promise<void> {
    await this.events.recordEvent({ action, outcome, ...actorOf(caller), tenantId, subject: id });
  }
}
