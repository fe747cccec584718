import { executeReturning, isYoungerThan } from '@app/database';
import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { Repository } from 'typeorm';
import { SetupTokenEntity } from './setup-token.entity';

const FRESH = { days: 1 };

@Injectable()
export class SetupTokensRepository {
  constructor(@InjectRepository(SetupTokenEntity) private readonly tokens: Repository<SetupTokenEntity>) {}

  /** True for the one process of all that gets to offer a token while another is not older than a day. */
  async saveToken(tokenHash: string): Promise<boolean> {
    const insert = this.tokens.createQueryBuilder('t').insert().values({ tokenHash });
    insert.orUpdate(['token_hash', 'created_at'], ['single'], {
      overwriteCondition: { where: `t.created_at <= now() - interval '1 day'` },
    });
    return (await executeReturning(insert, ['single'])).length > 0;
  }

  isUsable(tokenHash: string): Promise<boolean> {
    return this.tokens.existsBy({ tokenHash, createdAt: isYoungerThan(FRESH) });
  }

  /** True for one of those who use it at once. */
  async useSetupToken(tokenHash: string): Promise<boolean> {
    return (await this.tokens.delete({ tokenHash, createdAt: isYoungerThan(FRESH) })).affected === 1;
  }
}
