import { AppConfig } from '@app/config';
import { StoredFiles } from '@app/downloads';
import {
  Clock,
  type MaintenanceItem,
  type MaintenanceOptions,
  type MaintenanceReport,
  MaintenanceTask,
} from '@app/kernel';
import { FileStorage, Quarantine, type StoredFile } from '@app/storage';
import { Injectable, Logger } from '@nestjs/common';
import type { SweepPosition } from './persistence/storage-identity.entity';
import { StorageIdentityRepository } from './persistence/storage-identity.repository';
import { StorageIdentity } from './storage-identity.service';

/** A file that no row names. */
interface OrphanFile {
  key: string;
  tenantId: string;
  sizeBytes: number;
}

/** A slice ends with the shard in which it has seen so many files, or found so many orphans. */
const SLICE = { files: 20_000, orphans: 1_000 };
const LOOKUP_BATCH_SIZE = 500;
const DAY_MS = 24 * 3_600_000;
/** As stored files are called: tenant, the beginning of the run's id, the run's id. What else lies there is not ours. */
const OURS = /^[^/]+\/([0-9a-f]{2})\/\1[0-9a-f]{6}(-[0-9a-f]{4}){3}-[0-9a-f]{12}[.-]/;
const BEGINNING: SweepPosition = { after: '', known: 0, unknown: 0 };

const DATABASE_IS_YOUNGER =
  'The storage is older than the database, which knows none of the files from before. If the database was restored or replaced on purpose, run npm run storage:adopt.';
const MAX_UNKNOWN_SHARE =
  'The database knows less than half of the files in the storage. Is it the right one, and complete? Files without a row stay until it knows more of them.';

/**
 * Finds files that no row names and moves them to the quarantine; nothing is deleted on the word of a database that may
 * be new, restored or another one. Goes through the storage in slices, a slice a run, and continues where it stopped.
 */
@Injectable()
export class SweepOrphans extends MaintenanceTask {
  private readonly logger = new Logger(SweepOrphans.name);

  constructor(
    private readonly identity: StorageIdentity,
    private readonly repository: StorageIdentityRepository,
    private readonly storage: FileStorage,
    private readonly quarantine: Quarantine,
    private readonly files: StoredFiles,
    private readonly config: AppConfig,
    private readonly clock: Clock,
  ) {
    super();
  }

  async run({ dryRun, signal }: MaintenanceOptions): Promise<MaintenanceReport> {
    const state = await this.identity.checkIdentity();
    if (state.kind !== 'own') return { refusal: this.identity.describe(state) };
    const position = (await this.repository.findIdentity())?.sweepPosition ?? BEGINNING;
    const { orphans, next } = await this.slice(position, signal);
    const refusal = refusalOf(state.trusted, next.known, next.unknown + orphans.length);
    const kept = dryRun ? new Map<OrphanFile, unknown>() : await this.carryOut(orphans, refusal, next);
    const gone = orphans.filter((orphan) => !kept.has(orphan));
    return { items: gone.map(orphanItem), refusal, errors: [...kept.values()] };
  }

  private async slice(
    from: SweepPosition,
    signal?: AbortSignal,
  ): Promise<{ orphans: OrphanFile[]; next: SweepPosition }> {
    const orphans: OrphanFile[] = [];
    const next = { ...from };
    let files = 0;
    for await (const shard of this.storage.shards(from.after)) {
      signal?.throwIfAborted();
      if (files >= SLICE.files || orphans.length >= SLICE.orphans) return { orphans, next };
      const known = await this.searchShard(shard, orphans);
      files += known;
      next.known += known;
      next.after = shard;
    }
    return { orphans, next: { ...next, after: '' } };
  }

  /** Adds the orphans of a shard; answers how many files the database knows. */
  private async searchShard(shard: string, orphans: OrphanFile[]): Promise<number> {
    let known = 0;
    let batch: StoredFile[] = [];
    const lookUp = async () => {
      const names = await this.files.known(batch.map(({ key }) => key));
      known += names.size;
      for (const file of batch) if (!names.has(file.key) && isOld(file)) orphans.push(orphanOf(file));
      batch = [];
    };
    for await (const file of this.storage.listFiles(shard)) {
      if (!OURS.test(file.key)) continue;
      batch.push(file);
      if (batch.length >= LOOKUP_BATCH_SIZE) await lookUp();
    }
    await lookUp();
    return known;
  }

  /** What could not be moved, with the reason: the next pass meets it again. */
  private async carryOut(
    orphans: OrphanFile[],
    refusal: string | null,
    next: SweepPosition,
  ): Promise<Map<OrphanFile, unknown>> {
    const kept = new Map<OrphanFile, unknown>();
    if (refusal === null) {
      for (const orphan of orphans)
        await this.setAside(orphan).catch((error: unknown) => kept.set(orphan, error));
    } else if (orphans.length > 0) {
      const files = orphans.length;
      this.logger.error({ message: 'files without a row stay where they are', reason: refusal, files });
    }
    const unknown = next.unknown + (refusal === null ? 0 : orphans.length);
    await this.repository.updateIdentity({
      // The end of a pass: the next one begins anew.
      sweepPosition: next.after === '' ? null : { ...next, unknown },
      sweepRefusal: orphans.length > 0 ? refusal : null,
    });
    return kept;
  }

  private async setAside({ key, tenantId, sizeBytes }: OrphanFile): Promise<void> {
    // Not `key`: logs hide what is called so.
    const file = { file: key, tenant_id: tenantId, bytes: sizeBytes };
    try {
      await this.quarantine.quarantine(key, this.clock.now());
      this.logger.warn({ message: 'file without a row quarantined', ...file });
    } catch (error) {
      this.logger.error({ message: 'a file without a row cannot be quarantined', ...file, error });
      throw error;
    }
  }
}

function refusalOf(trusted: boolean, known: number, unknown: number): string | null {
  if (unknown === 0) return null;
  if (!trusted) return DATABASE_IS_YOUNGER;
  return unknown > known ? MAX_UNKNOWN_SHARE : null;
}

/** What is younger may be in the making. Files have their times from the host, as has this. */
function isOld({ modifiedAt }: StoredFile): boolean {
  return Date.now() - modifiedAt.getTime() >= DAY_MS;
}

function orphanItem({ key, tenantId, sizeBytes }: OrphanFile): MaintenanceItem {
  const reason = 'no row names it: moved to the quarantine';
  return { kind: 'orphan', tenantId, name: key, title: null, sizeBytes, reason };
}

function orphanOf({ key, sizeBytes }: StoredFile): OrphanFile {
  return { key, sizeBytes, tenantId: key.split('/')[0] ?? '' };
}
