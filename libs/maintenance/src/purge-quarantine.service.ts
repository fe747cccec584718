import { AppConfig } from '@app/config';
import { Clock, type MaintenanceOptions, type MaintenanceReport, MaintenanceTask } from '@app/kernel';
import { Quarantine } from '@app/storage';
import { Injectable, Logger } from '@nestjs/common';
import { StorageIdentityRepository } from './persistence/storage-identity.repository';
import { StorageIdentity } from './storage-identity.service';

const DAY_MS = 24 * 3_600_000;

/**
 * Deletes what was quarantined longer ago than QUARANTINE_DAYS, and counts what is left. What lies in the storage of
 * another installation is kept as long as that one says.
 */
@Injectable()
export class PurgeQuarantine extends MaintenanceTask {
  private readonly logger = new Logger(PurgeQuarantine.name);

  constructor(
    private readonly identity: StorageIdentity,
    private readonly repository: StorageIdentityRepository,
    private readonly quarantine: Quarantine,
    private readonly config: AppConfig,
    private readonly clock: Clock,
  ) {
    super();
  }

  async run({ dryRun }: MaintenanceOptions): Promise<MaintenanceReport> {
    const state = await this.identity.checkIdentity();
    if (state.kind !== 'own') return { refusal: this.identity.describe(state) };
    const { quarantineDays } = this.config.retention;
    const before =
      quarantineDays > 0 ? new Date(this.clock.now().getTime() - quarantineDays * DAY_MS) : undefined;
    if (dryRun) return { counts: { purged: await this.countOlderThan(before) } };
    const purged = before ? await this.quarantine.purgeExpired(before) : { files: 0, bytes: 0 };
    if (purged.files > 0) this.logger.warn({ message: 'quarantined files deleted for good', ...purged });
    await this.recordWhatIsLeft();
    return { counts: { purged: purged.files } };
  }

  private async countOlderThan(before?: Date): Promise<number> {
    let files = 0;
    if (before) for await (const { since } of this.quarantine.listFiles()) files += Number(since < before);
    return files;
  }

  private async recordWhatIsLeft(): Promise<void> {
    let files = 0;
    let bytes = 0;
    let oldest: Date | null = null;
    for await (const file of this.quarantine.listFiles()) {
      oldest ??= file.since;
      files += 1;
      bytes += file.sizeBytes;
    }
    await this.repository.updateIdentity({
      quarantineFiles: files,
      quarantineBytes: bytes,
      quarantineOldest: oldest,
    });
  }
}
