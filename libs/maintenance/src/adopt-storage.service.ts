import { randomUUID } from 'node:crypto';
import { StoredFiles } from '@app/downloads';
import { FileStorage, Quarantine, StorageMarker } from '@app/storage';
import { Injectable } from '@nestjs/common';
import { StorageIdentityRepository } from './persistence/storage-identity.repository';

export interface AdoptionReport {
  storageId: string;
  /** Finished files that rows name. */
  rows: number;
  /** Files found where their rows say. */
  present: number;
  /** Files moved back from the quarantine. */
  restored: number;
  /** Keys of files that are nowhere. */
  missing: string[];
  /** Keys of files of another size than their rows say. */
  damaged: string[];
}

const BATCH_SIZE = 500;

/** Joins a database and a storage that belong together: after a restore, a move or a loss of either. */
@Injectable()
export class AdoptStorage {
  constructor(
    private readonly marker: StorageMarker,
    private readonly storage: FileStorage,
    private readonly quarantine: Quarantine,
    private readonly files: StoredFiles,
    private readonly identity: StorageIdentityRepository,
  ) {}

  /** Looks for every file that a row names, and takes those back that were quarantined. May be repeated. */
  async adoptFiles(
    progress: (done: number, total: number) => void = () => undefined,
  ): Promise<AdoptionReport> {
    const storageId = await this.join();
    const report = { storageId, rows: 0, present: 0, restored: 0, missing: [], damaged: [] };
    const total = await this.files.countFiles();
    let after: string | null = null;
    for (;;) {
      const batch = await this.files.listAfter(after, BATCH_SIZE);
      for (const asset of batch) {
        await this.find(asset.storageKey, report, asset.sizeBytes);
        for (const key of asset.companions) await this.find(key, report);
      }
      report.rows += batch.length;
      progress(report.rows, Math.max(total, report.rows));
      after = batch.at(-1)?.id ?? null;
      if (batch.length < BATCH_SIZE) return report;
    }
  }

  private async join(): Promise<string> {
    const recorded = await this.identity.findIdentity();
    const marker =
      (await this.marker.readMarker()) ?? (await this.marker.createMarker(recorded?.id ?? randomUUID()));
    await this.identity.adopt(marker.id);
    return marker.id;
  }

  private async find(key: string, report: AdoptionReport, sizeBytes?: number): Promise<void> {
    let file = await this.storage.stat(key);
    if (!file && (await this.quarantine.restore(key))) {
      report.restored += 1;
      file = await this.storage.stat(key);
    } else if (file) report.present += 1;
    if (!file) report.missing.push(key);
    else if (sizeBytes !== undefined && file.sizeBytes !== sizeBytes) report.damaged.push(key);
  }
}
