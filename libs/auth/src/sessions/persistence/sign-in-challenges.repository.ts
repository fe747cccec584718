import { fromNow, isFuture, isPast } from '@app/database';
import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { Repository } from 'typeorm';
import type { SignInMethod } from '../session';
import type { User } from '../../user';
import { SignInChallengeEntity } from './sign-in-challenge.entity';
import { UserEntity } from '../../persistence/user.entity';

@Injectable()
export class SignInChallengesRepository {
  constructor(
    @InjectRepository(SignInChallengeEntity) private readonly challenges: Repository<SignInChallengeEntity>,
    @InjectRepository(UserEntity) private readonly users: Repository<UserEntity>,
  ) {}

  async createChallenge(
    tokenHash: string,
    userId: string,
    method: SignInMethod,
    seconds: number,
  ): Promise<void> {
    await this.challenges.insert({ tokenHash, userId, method, expiresAt: fromNow({ secs: seconds }) });
  }

  /** Who waits; undefined when it is over or the person may not sign in any more. */
  async findUser(tokenHash: string): Promise<(User & { method: SignInMethod }) | undefined> {
    const challenge = await this.challenges.findOneBy({ tokenHash, expiresAt: isFuture() });
    const user = challenge && (await this.users.findOneBy({ id: challenge.userId, isActive: true }));
    return user ? Object.assign(user, { method: challenge.method }) : undefined;
  }

  /** Of two who use it at once one gets it. */
  async useChallenge(tokenHash: string): Promise<boolean> {
    return (await this.challenges.delete({ tokenHash, expiresAt: isFuture() })).affected === 1;
  }

  async pruneChallenges(): Promise<void> {
    await this.challenges.delete({ expiresAt: isPast() });
  }
}
