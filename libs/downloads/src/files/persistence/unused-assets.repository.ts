import { executeReturning } from '@app/database';
import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import type { Repository } from 'typeorm';
import { AssetEntity } from './asset.entity';
import { storageKeysOf } from './storage-keys';

const READY = { state: 'ready' } as const;

/** SQL for builders over `assets`: nobody has the file or waits for it. */
const IS_UNUSED = `NOT EXISTS (
  SELECT 1 FROM downloads d WHERE d.asset_id = assets.id OR d.waiting_asset_id = assets.id)`;

/** Removing belongs into a transaction: it locks and then looks, so that nobody has begun to use a file meanwhile. */
@Injectable()
export class UnusedAssetsRepository {
  constructor(@InjectRepository(AssetEntity) private readonly assets: Repository<AssetEntity>) {}

  /** Removes the row of a finished file unless somebody has it, and answers the storage keys of what it held. */
  async removeUnused(id: string): Promise<string[]> {
    await this.assets.findOne({ select: { id: true }, where: { id }, lock: { mode: 'pessimistic_write' } });
    const removal = this.assets.createQueryBuilder().delete();
    removal.where({ id, ...READY }).andWhere(IS_UNUSED);
    return (await executeReturning(removal)).flatMap(storageKeysOf);
  }
}
