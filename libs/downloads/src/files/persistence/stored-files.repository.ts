import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { In, MoreThan, type Repository } from 'typeorm';
import { AssetEntity } from './asset.entity';
import { storageKeysOf } from './storage-keys';

export interface AssetFiles {
  id: string;
  tenantId: string;
  storageKey: string;
  /** Thumbnail, or what it is to be made of, and subtitles. */
  companions: string[];
  sizeBytes: number;
}

/** Keys are called after the run that stored them: `<tenant>/<two digits>/<run id>…`. */
const RUN_ID = /^[^/]+\/[0-9a-f]{2}\/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})/;
const READY = { state: 'ready' } as const;

@Injectable()
export class StoredFilesRepository {
  constructor(@InjectRepository(AssetEntity) private readonly assets: Repository<AssetEntity>) {}

  async known(keys: readonly string[]): Promise<Set<string>> {
    const runIds = keys.map((key) => RUN_ID.exec(key)?.[1]).filter((id) => id !== undefined);
    if (runIds.length === 0) return new Set();
    const assets = await this.assets.find({
      select: { storageKey: true, thumbnailKey: true, keyFramesKey: true, subtitles: true },
      where: { ...READY, runId: In([...new Set(runIds)]) },
    });
    const named = new Set(assets.flatMap(storageKeysOf));
    return new Set(keys.filter((key) => named.has(key)));
  }

  any(): Promise<boolean> {
    return this.assets.existsBy(READY);
  }

  countFiles(): Promise<number> {
    return this.assets.countBy(READY);
  }

  async listAfter(after: string | null, limit: number): Promise<AssetFiles[]> {
    const assets = await this.assets.find({
      where: { ...READY, ...(after === null ? {} : { id: MoreThan(after) }) },
      order: { id: 'ASC' },
      take: limit,
    });
    return assets.map((asset) => {
      const [storageKey = '', ...companions] = storageKeysOf(asset);
      const { id, tenantId, sizeBytes } = asset;
      return { id, tenantId, sizeBytes: sizeBytes ?? 0, storageKey, companions };
    });
  }
}
