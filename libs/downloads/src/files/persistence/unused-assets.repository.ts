import { executeReturning } from '@app/database';
import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { Any, type Repository } from 'typeorm';
import { AssetEntity } from './asset.entity';
import { storageKeysOf } from './storage-keys';

const READY = { state: 'ready' } as const;

/** SQL for builders over `assets`: nobody has the file or waits for it. */
const isUnused = (asset: string) => `NOT EXISTS (
  SELECT 1 FROM downloads d WHERE d.asset_id = ${asset}.id OR d.waiting_asset_id = ${asset}.id)`;

/** Removing belongs into a transaction: it locks and then looks, so that nobody has begun to use a file meanwhile. */
@Injectable()
export class UnusedAssetsRepository {
  constructor(@InjectRepository(AssetEntity) private readonly assets: Repository<AssetEntity>) {}

  /** Deletes the rows of finished files that nobody points to, and answers the storage keys of what they held. */
  async takeUnused(tenantId: string): Promise<string[]> {
    const locked = await this.assets
      .createQueryBuilder('a')
      .select('a.id')
      .where({ tenantId, ...READY })
      .andWhere(isUnused('a'))
      .orderBy('a.id')
      .setLock('pessimistic_write')
      .getMany();
    const ids = locked.map(({ id }) => id);
    const removal = this.assets.createQueryBuilder().delete();
    removal.where({ id: Any(ids), ...READY }).andWhere(isUnused('assets'));
    return (await executeReturning(removal)).flatMap(storageKeysOf);
  }

  /** Removes the row of an unused file. False: it is used again. */
  async removeUnused(id: string): Promise<boolean> {
    await this.assets.findOne({ select: { id: true }, where: { id }, lock: { mode: 'pessimistic_write' } });
    const removal = this.assets
      .createQueryBuilder()
      .delete()
      .where({ id, ...READY });
    return (await removal.andWhere(isUnused('assets')).execute()).affected === 1;
  }
}
