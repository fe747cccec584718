import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import type { Repository } from 'typeorm';
import { StorageIdentityEntity } from './storage-identity.entity';

const THE_ROW = { singleton: true } as const;

/** The one row that says which storage this database belongs to. */
@Injectable()
export class StorageIdentityRepository {
  constructor(
    @InjectRepository(StorageIdentityEntity) private readonly rows: Repository<StorageIdentityEntity>,
  ) {}

  findIdentity(): Promise<StorageIdentityEntity | null> {
    return this.rows.findOneBy(THE_ROW);
  }

  /** False when another process recorded one first. */
  async recordIdentity(id: string, trusted: boolean): Promise<boolean> {
    const inserted = await this.rows
      .createQueryBuilder()
      .insert()
      .values({ ...THE_ROW, id, trusted })
      .orIgnore()
      .returning('id')
      .execute();
    return (inserted.raw as unknown[]).length === 1;
  }

  /** An operator says that this database and that storage belong together. */
  async adopt(id: string): Promise<void> {
    const values = { ...THE_ROW, id, trusted: true, sweepPosition: null, sweepRefusal: null };
    await this.rows.upsert(values, ['singleton']);
  }

  async updateIdentity(changes: Partial<StorageIdentityEntity>): Promise<void> {
    await this.rows.update(THE_ROW, changes);
  }

  async deleteIdentity(): Promise<void> {
    await this.rows.delete(THE_ROW);
  }
}
