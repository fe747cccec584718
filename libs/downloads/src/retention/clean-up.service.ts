import { AppConfig } from '@app/config';
import { Database } from '@app/database';
import { FileStorage } from '@app/storage';
import { Injectable, Logger } from '@nestjs/common';
import { RetentionRepository } from '../persistence/retention.repository';

/** Something that goes, and why. */
export interface CleanUpItem {
  kind: 'download' | 'file' | 'orphan';
  tenantId: string | null;
  /** Id of a download, or the key of a file. */
  name: string;
  title: string | null;
  bytes: number;
  reason: string;
}

export interface CleanUpReport {
  dryRun: boolean;
  items: CleanUpItem[];
  bytes: number;
  /** There is more than fits into one go. */
  more: boolean;
}

const AT_ONCE = 1_000;
const ORPHAN_AGE_MS = 24 * 3_600_000;
const KEYS_AT_ONCE = 500;
/** As stored files are called: tenant, the beginning of the run's id, the run's id. What else lies there is not ours. */
const OURS = /^[^/]+\/([0-9a-f]{2})\/\1[0-9a-f]{6}(-[0-9a-f]{4}){3}-[0-9a-f]{12}[.-]/;

/** Removes what is older than the retention allows, and files that nothing points to. Rows go first, files after. */
@Injectable()
export class CleanUp {
  private readonly logger = new Logger(CleanUp.name);

  constructor(
    private readonly database: Database,
    private readonly retention: RetentionRepository,
    private readonly storage: FileStorage,
    private readonly config: AppConfig,
  ) {}

  /** @param dryRun only tells what would go */
  async run({ dryRun }: { dryRun: boolean }): Promise<CleanUpReport> {
    const expired = await this.retention.expired(this.config.retention, AT_ONCE);
    const ids = expired.map(({ id }) => id);
    const unused = await this.retention.unusedAssets(ids, AT_ONCE);
    const orphans = await this.orphans();
    if (!dryRun) {
      await this.retention.remove(ids);
      for (const { id, keys } of unused)
        if (await this.database.transaction(() => this.retention.removeAsset(id)))
          await this.removeFiles(keys);
      await this.removeFiles(orphans.map(({ name }) => name));
      await this.retention.removeAbandonedFetches();
    }
    const items: CleanUpItem[] = [
      ...expired.map((one) => ({
        kind: 'download' as const,
        tenantId: one.tenantId,
        name: one.id,
        title: one.title,
        bytes: 0,
        reason: `${one.status} on ${one.endedAt.toISOString().slice(0, 10)}`,
      })),
      ...unused.map((asset) => ({
        kind: 'file' as const,
        tenantId: asset.tenantId,
        name: asset.keys[0] ?? asset.id,
        title: null,
        bytes: asset.bytes,
        reason: 'no download points to it',
      })),
      ...orphans,
    ];
    const bytes = items.reduce((sum, item) => sum + item.bytes, 0);
    this.logger.log({ message: dryRun ? 'clean-up planned' : 'cleaned up', items: items.length, bytes });
    return { dryRun, items, bytes, more: expired.length === AT_ONCE || unused.length === AT_ONCE };
  }

  /** Files of ours in the storage that no row names and that are too old to be in the making. */
  private async orphans(): Promise<CleanUpItem[]> {
    const found: CleanUpItem[] = [];
    let batch: CleanUpItem[] = [];
    const flush = async () => {
      const known = await this.retention.known(batch.map(({ name }) => name));
      found.push(...batch.filter(({ name }) => !known.has(name)));
      batch = [];
    };
    for await (const { key, sizeBytes, modifiedAt } of this.storage.list()) {
      if (!OURS.test(key) || Date.now() - modifiedAt.getTime() < ORPHAN_AGE_MS) continue;
      const tenantId = key.split('/')[0] ?? null;
      batch.push({
        kind: 'orphan',
        tenantId,
        name: key,
        title: null,
        bytes: sizeBytes,
        reason: 'no row names it',
      });
      if (batch.length >= KEYS_AT_ONCE) await flush();
    }
    await flush();
    return found;
  }

  private async removeFiles(keys: string[]): Promise<void> {
    for (const key of keys) await this.storage.remove(key);
  }
}
