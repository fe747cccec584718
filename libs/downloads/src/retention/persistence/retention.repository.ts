import { isOlderThan } from '@app/database';
import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { Any, In, MoreThan, type Repository } from 'typeorm';
import { DOWNLOAD_STATUSES, isFinal } from '../../download';
import { AssetEntity } from '../../files/persistence/asset.entity';
import { storageKeysOf } from '../../files/persistence/storage-keys';
import { ACTIVE } from '../../persistence/download-statuses';
import { DownloadEntity } from '../../persistence/download.entity';

export interface ExpiredDownload {
  id: string;
  tenantId: string;
  title: string | null;
  status: string;
  endedAt: Date;
}

export interface UnusedAsset {
  id: string;
  tenantId: string;
  keys: string[];
  bytes: number;
}

export interface RetentionRules {
  /** Completed downloads are kept so long, in days; 0: for ever. */
  completedDays: number;
  /** Failed and cancelled ones; 0: for ever. */
  endedDays: number;
}

/** SQL over ready assets `a`. Only after a day: a file or its row may just be in the making. */
const IS_LEFT_OVER = `a.readyAt < now() - interval '1 day'
  AND NOT EXISTS (SELECT 1 FROM downloads d WHERE d.asset_id = a.id)
  AND NOT EXISTS (SELECT 1 FROM downloads d WHERE d.waiting_asset_id = a.id)`;

function unusedAsset(asset: AssetEntity): UnusedAsset {
  const { id, tenantId, sizeBytes } = asset;
  return { id, tenantId, bytes: sizeBytes ?? 0, keys: storageKeysOf(asset) };
}

/** What is old enough to go. */
@Injectable()
export class RetentionRepository {
  constructor(
    @InjectRepository(DownloadEntity) private readonly downloads: Repository<DownloadEntity>,
    @InjectRepository(AssetEntity) private readonly assets: Repository<AssetEntity>,
  ) {}

  /** A statement for each status, so that each reads the oldest of its part of the index downloads_ended and stops. */
  async expired({ completedDays, endedDays }: RetentionRules, limit: number): Promise<ExpiredDownload[]> {
    const found: ExpiredDownload[] = [];
    const rules = [
      ['completed', completedDays],
      ['failed', endedDays],
      ['cancelled', endedDays],
    ] as const;
    for (const [status, days] of rules) {
      if (days === 0 || found.length >= limit) continue;
      const rows = await this.downloads.find({
        select: { id: true, tenantId: true, title: true, status: true, completedAt: true },
        where: { status, completedAt: isOlderThan({ days }) },
        order: { completedAt: 'ASC' },
        take: limit - found.length,
      });
      found.push(...rows.map(({ completedAt, ...row }) => ({ ...row, endedAt: completedAt ?? new Date(0) })));
    }
    return found;
  }

  async deleteDownloads(ids: readonly string[]): Promise<void> {
    await this.downloads.delete({ id: Any([...ids]), status: In(DOWNLOAD_STATUSES.filter(isFinal)) });
  }

  /** Files that only these downloads point to. */
  async unusedWithout(downloadIds: readonly string[]): Promise<UnusedAsset[]> {
    if (downloadIds.length === 0) return [];
    const assets = await this.assets
      .createQueryBuilder('a')
      .where({ state: 'ready' })
      .andWhere('a.id IN (SELECT d.asset_id FROM downloads d WHERE d.id = ANY (:ids::uuid[]))')
      .andWhere(
        `NOT EXISTS (SELECT 1 FROM downloads d WHERE d.asset_id = a.id AND d.id <> ALL (:ids::uuid[]))`,
      )
      .andWhere('NOT EXISTS (SELECT 1 FROM downloads d WHERE d.waiting_asset_id = a.id)')
      .setParameters({ ids: downloadIds })
      .getMany();
    return assets.map(unusedAsset);
  }

  /**
   * Files that no download points to, among the next `limit` assets: what a removed person or a crash left behind.
   * `next` is null at the end.
   */
  async unusedAfter(
    after: string | null,
    limit: number,
  ): Promise<{ unused: UnusedAsset[]; next: string | null }> {
    const page = this.assets.createQueryBuilder('a').orderBy('a.id').limit(limit);
    if (after !== null) page.where({ id: MoreThan(after) });
    // Whether anybody points to them is asked of each: the end of the page is the next one's beginning.
    page.addSelect(`a.state = 'ready' AND ${IS_LEFT_OVER}`, 'is_unused');
    const { entities, raw } = await page.getRawAndEntities<{ is_unused: boolean }>();
    const unused = entities.filter((_, index) => raw[index]?.is_unused).map(unusedAsset);
    return { unused, next: entities.length < limit ? null : (entities.at(-1)?.id ?? null) };
  }

  /** Rows of fetches that nobody leads, waits for or will finish. */
  async removeAbandonedFetches(): Promise<void> {
    await this.assets
      .createQueryBuilder()
      .delete()
      .where({ state: 'fetching', createdAt: isOlderThan({ days: 1 }) })
      .andWhere(
        `NOT EXISTS (SELECT 1 FROM downloads d WHERE d.waiting_asset_id = assets.id
           OR (d.id = assets.leader_download_id AND d.status IN ${ACTIVE}))`,
      )
      .execute();
  }

  /** Of these downloads, the ones whose unfinished files may still be needed. */
  async unfinished(ids: readonly string[]): Promise<Set<string>> {
    const active = DOWNLOAD_STATUSES.filter((status) => !isFinal(status));
    const rows = await this.downloads.find({
      select: { id: true },
      where: { id: Any([...ids]), status: In(active) },
    });
    return new Set(rows.map((row) => row.id));
  }
}
