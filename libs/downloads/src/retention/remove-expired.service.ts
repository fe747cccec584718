import { AppConfig } from '@app/config';
import {
  type MaintenanceItem,
  type MaintenanceOptions,
  type MaintenanceReport,
  MaintenanceTask,
} from '@app/kernel';
import { ScheduledWorkRepository } from '@app/work';
import { Injectable, Logger } from '@nestjs/common';
import {
  type ExpiredDownload,
  RetentionRepository,
  type UnusedAsset,
} from './persistence/retention.repository';
import { PurgeFiles } from '../files/purge-files.service';
import { OutcomesRepository } from '../outcomes/persistence/outcomes.repository';

const BATCH_SIZE = 1_000;
/** Of all files, so many a run are asked whether anybody still points to them. */
const ASSETS_A_RUN = 5_000;
const UNUSED_ASSETS = 'maintenance.unused-assets';

/**
 * Removes what is older than the retention allows, and the files that only it pointed to. Rows go first, files after: a
 * file without a row is found later. A run is a slice; the next one continues.
 */
@Injectable()
export class RemoveExpired extends MaintenanceTask {
  private readonly logger = new Logger(RemoveExpired.name);

  constructor(
    private readonly retention: RetentionRepository,
    private readonly files: PurgeFiles,
    private readonly outcomes: OutcomesRepository,
    private readonly schedule: ScheduledWorkRepository,
    private readonly config: AppConfig,
  ) {
    super();
  }

  async run({ dryRun }: MaintenanceOptions): Promise<MaintenanceReport> {
    const expired = await this.retention.expired(this.config.retention, BATCH_SIZE);
    const ids = expired.map(({ id }) => id);
    const theirs = await this.retention.unusedWithout(ids);
    const from = await this.schedule.findPosition(UNUSED_ASSETS);
    const { unused: leftBehind, next } = await this.retention.unusedAfter(from, ASSETS_A_RUN);
    const unused = [...theirs, ...leftBehind];
    const errors: unknown[] = [];
    const gone = dryRun ? unused : [];
    if (!dryRun) {
      await this.retention.deleteDownloads(ids);
      for (const asset of unused) {
        const failures = await this.files.purgeUnused(asset.id);
        if (failures.length === 0) gone.push(asset);
        errors.push(...failures);
      }
      await this.schedule.savePosition(UNUSED_ASSETS, next);
      await this.retention.removeAbandonedFetches();
      while (await this.outcomes.addUpDay());
    }
    const items = [...expired.map(downloadItem), ...gone.map(fileItem)];
    const bytes = items.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
    this.logger.log({ message: dryRun ? 'clean-up planned' : 'cleaned up', items: items.length, bytes });
    return { items, hasMore: expired.length === BATCH_SIZE, errors };
  }
}

function downloadItem({ id, tenantId, title, status, endedAt }: ExpiredDownload): MaintenanceItem {
  const reason = `${status} on ${endedAt.toISOString().slice(0, 10)}`;
  return { kind: 'download', tenantId, name: id, title, sizeBytes: 0, reason };
}

function fileItem({ id, tenantId, keys, bytes }: UnusedAsset): MaintenanceItem {
  return {
    kind: 'file',
    tenantId,
    name: keys[0] ?? id,
    title: null,
    sizeBytes: bytes,
    reason: 'no download points to it',
  };
}
