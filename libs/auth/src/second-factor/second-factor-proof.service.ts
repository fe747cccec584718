import { Clock } from '@app/kernel';
import { KeyRing } from '@app/security';
import { Injectable } from '@nestjs/common';
import { Lockout } from '../lockouts/lockout.service';
import { SecondFactorsRepository, type StoredSecondFactor } from './persistence/second-factors.repository';
import { hashRecoveryCode } from './recovery-codes';
import { stepOfCode } from './totp';

/** What a person shows: a code of the app, or one of the recovery codes. */
export interface SecondFactorInput {
  code?: string;
  recoveryCode?: string;
}

export type SecondFactorKind = 'code' | 'recovery-code';

/** Belongs to the encryption of a secret: one that is moved to another person does not open. */
export function secretPurpose(userId: string): string {
  return `second-factor:${userId}`;
}

/** Checks codes. Each counts once, and wrong ones lock: there are only a million. */
@Injectable()
export class SecondFactorProof {
  constructor(
    private readonly factors: SecondFactorsRepository,
    private readonly ring: KeyRing,
    private readonly lockout: Lockout,
    private readonly clock: Clock,
  ) {}

  /**
   * Undefined for a wrong code, one that was used, or who has no second factor. The tries are counted by person, from
   * wherever they come: only who knows the password gets here.
   * @throws LockedOut
   */
  async prove(userId: string, input: SecondFactorInput): Promise<SecondFactorKind | undefined> {
    const factor = await this.factors.findByUser(userId);
    if (!factor?.confirmedAt) return undefined;
    const attempt = { who: userId, source: 'second-factor', known: true };
    return this.lockout.attempt(attempt, () => this.use(factor, input));
  }

  private async use(
    { userId, secret }: StoredSecondFactor,
    { code, recoveryCode }: SecondFactorInput,
  ): Promise<SecondFactorKind | undefined> {
    if (recoveryCode !== undefined) {
      const used = await this.factors.useRecoveryCode(userId, hashRecoveryCode(userId, recoveryCode));
      return used ? 'recovery-code' : undefined;
    }
    const opened = this.ring.decrypt(secret, secretPurpose(userId));
    const step = stepOfCode(code ?? '', opened, this.clock.now());
    return step !== undefined && (await this.factors.useStep(userId, step)) ? 'code' : undefined;
  }
}
