import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { Raw, Repository } from 'typeorm';
import { UsedNonceEntity } from './used-nonce.entity';

/** In PostgreSQL: a replay is refused by every replica, also after Redis lost what it held. */
@Injectable()
export class UsedNoncesRepository {
  constructor(@InjectRepository(UsedNonceEntity) private readonly nonces: Repository<UsedNonceEntity>) {}

  /** True for one of those who use it at once, and never again until it expires. */
  async useNonce(nonce: UsedNonceEntity): Promise<boolean> {
    const inserted = await this.nonces
      .createQueryBuilder()
      .insert()
      .values(nonce)
      .orIgnore()
      .returning('nonce')
      .execute();
    return (inserted.raw as unknown[]).length === 1;
  }

  async pruneExpired(): Promise<void> {
    await this.nonces.delete({ expiresAt: Raw((column) => `${column} < now()`) });
  }
}
