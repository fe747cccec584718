import { hashSecret, newSecret } from '@app/security';
import { Injectable } from '@nestjs/common';
import { LockedOut } from '../auth.errors';
import { SignInChallengesRepository } from '../sessions/persistence/sign-in-challenges.repository';
import { TenantsRepository } from '../tenants/persistence/tenants.repository';
import type { SignInMethod } from '../sessions/session';
import type { User } from '../user';
import { ChallengeOver, SecondFactorRefused } from './second-factor.errors';
import {
  type SecondFactorInput,
  type SecondFactorKind,
  SecondFactorProof,
} from './second-factor-proof.service';

const SECONDS = 300;

/** Shown once; with it and a code the sign-in goes on. */
export interface SignInChallenge {
  token: string;
  expiresIn: number;
}

interface Shown {
  userId: string;
  method: SignInMethod;
  kind: SecondFactorKind;
}

/** Sign-ins that have given everything but the code. */
@Injectable()
export class SignInChallenges {
  constructor(
    private readonly challenges: SignInChallengesRepository,
    private readonly tenants: TenantsRepository,
    private readonly proof: SecondFactorProof,
  ) {}

  /** Undefined where no code is asked for. Google asks for its own second step, unless the tenant demands ours. */
  async issueIfNeeded(user: User, method: SignInMethod): Promise<SignInChallenge | undefined> {
    if (!user.hasSecondFactor) return undefined;
    if (method === 'google' && !(await this.isDemandedOf(user))) return undefined;
    const token = newSecret();
    await this.challenges.createChallenge(hashSecret(token), user.id, method, SECONDS);
    return { token, expiresIn: SECONDS };
  }

  /** Uses up the code, and not yet the challenge. @throws ChallengeOver; SecondFactorRefused and LockedOut tell whose it was */
  async check(token: string, input: SecondFactorInput): Promise<Shown> {
    const found = await this.challenges.findUser(hashSecret(token));
    if (!found) throw new ChallengeOver();
    const { method, ...user } = found;
    const kind = await this.proof.prove(user.id, input).catch((error: unknown) => {
      throw error instanceof LockedOut ? error.of(user) : error;
    });
    if (kind === undefined) throw new SecondFactorRefused(user);
    return { userId: user.id, method, kind };
  }

  /** Of two who use it at once one gets it. */
  useChallenge(token: string): Promise<boolean> {
    return this.challenges.useChallenge(hashSecret(token));
  }

  private async isDemandedOf({ role, tenantId }: User): Promise<boolean> {
    if (role === 'user') return false;
    return (await this.tenants.findTenant(tenantId))?.requireSecondFactorForAdmins === true;
  }
}
