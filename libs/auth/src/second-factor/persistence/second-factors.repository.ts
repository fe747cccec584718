import { executeReturning, now } from '@app/database';
import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { IsNull, LessThan, Not, Repository } from 'typeorm';
import { RecoveryCodeEntity, SecondFactorEntity } from './second-factor.entity';

export type StoredSecondFactor = Pick<SecondFactorEntity, 'userId' | 'secret' | 'confirmedAt'> & {
  recoveryCodesLeft: number;
};

@Injectable()
export class SecondFactorsRepository {
  constructor(
    @InjectRepository(SecondFactorEntity) private readonly factors: Repository<SecondFactorEntity>,
    @InjectRepository(RecoveryCodeEntity) private readonly codes: Repository<RecoveryCodeEntity>,
  ) {}

  /** Also one that is not confirmed yet. */
  async findByUser(userId: string): Promise<StoredSecondFactor | undefined> {
    const factor = await this.factors.findOneBy({ userId });
    if (!factor) return undefined;
    const recoveryCodesLeft = await this.codes.countBy({ userId, usedAt: IsNull() });
    const { secret, confirmedAt } = factor;
    return { userId, secret, confirmedAt, recoveryCodesLeft };
  }

  /** Takes the place of one that is not confirmed. False: there is one that is. */
  async savePending(userId: string, secret: string): Promise<boolean> {
    const insert = this.factors.createQueryBuilder('f').insert().values({ userId, secret });
    insert.orUpdate(['secret', 'last_step', 'created_at'], ['user_id'], {
      overwriteCondition: { where: 'f.confirmed_at IS NULL' },
    });
    return (await executeReturning(insert, ['userId'])).length > 0;
  }

  /** False: it is confirmed already, or another secret came meanwhile. For a transaction. */
  async confirmPending(
    userId: string,
    { secret, step }: { secret: string; step: number },
    codeHashes: string[],
  ): Promise<boolean> {
    const confirmed = await this.factors.update(
      { userId, secret, confirmedAt: IsNull() },
      { confirmedAt: now, lastStep: step },
    );
    if (confirmed.affected === 0) return false;
    await this.codes.insert(codeHashes.map((codeHash) => ({ userId, codeHash })));
    return true;
  }

  /** Uses up the code of a step and all before it. False: one as new was used before. */
  async useStep(userId: string, step: number): Promise<boolean> {
    const used = await this.factors.update(
      { userId, lastStep: LessThan(step), confirmedAt: Not(IsNull()) },
      { lastStep: step },
    );
    return used.affected === 1;
  }

  /** False: no such code, or it was used. */
  async useRecoveryCode(userId: string, codeHash: string): Promise<boolean> {
    const used = await this.codes.update({ userId, codeHash, usedAt: IsNull() }, { usedAt: now });
    return used.affected === 1;
  }

  /** False: there was none. */
  async deleteFactor(userId: string): Promise<boolean> {
    return (await this.factors.delete({ userId })).affected === 1;
  }

  listSecrets(): Promise<Pick<SecondFactorEntity, 'userId' | 'secret'>[]> {
    return this.factors.find({ select: { userId: true, secret: true } });
  }

  /** Nothing happens when the secret is not any more what it was encrypted as. */
  async reencryptSecrets(userId: string, encrypted: string, renewed: string): Promise<boolean> {
    return (await this.factors.update({ userId, secret: encrypted }, { secret: renewed })).affected === 1;
  }
}
