import { randomUUID } from 'node:crypto';
import { Database } from '@app/database';
import { StoredFiles } from '@app/downloads';
import { FileStorage, type Marker, StorageMarker, StorageUnavailable } from '@app/storage';
import { Injectable, Logger } from '@nestjs/common';
import { StorageIdentityRepository } from './persistence/storage-identity.repository';

export type StorageState =
  /** `trusted` is false where the storage is older than the database. */
  | { kind: 'own'; trusted: boolean }
  /** No marker: it is not mounted, or was emptied. */
  | { kind: 'missing' }
  /** The marker of another installation. */
  | { kind: 'foreign' }
  | { kind: 'unreadable' };

/**
 * Proves that the storage in front of us is the one this database belongs to, by a marker in the storage whose id is
 * recorded in the database. What is written elsewhere nobody else can read.
 */
@Injectable()
export class StorageIdentity {
  private readonly logger = new Logger(StorageIdentity.name);

  constructor(
    private readonly marker: StorageMarker,
    private readonly storage: FileStorage,
    private readonly files: StoredFiles,
    private readonly repository: StorageIdentityRepository,
    private readonly database: Database,
  ) {}

  /** Compares marker and record; the first worker of an installation makes both. */
  async establish(): Promise<StorageState> {
    const found = await this.readMarker();
    if (found !== 'unreadable' && !(await this.repository.findIdentity())) await this.record(found);
    return this.checkIdentity();
  }

  /** Compares marker and record, and changes neither. */
  async checkIdentity(): Promise<StorageState> {
    return this.compare(await this.readMarker());
  }

  /**
   * From then on files are put into this storage alone, whatever takes its place. Waits for PostgreSQL for a minute, or
   * until `signal`.
   * @throws StorageUnavailable where this is not the installation's storage
   */
  async require(signal?: AbortSignal): Promise<void> {
    const found = await this.readMarker();
    const state = await this.database.retryOnConnectionLoss(() => this.compare(found), signal);
    if (state.kind !== 'own' || !found || found === 'unreadable')
      throw new StorageUnavailable(this.describe(state) ?? state.kind);
    this.storage.bindTo(found.id);
  }

  private async compare(found: Marker | undefined | 'unreadable'): Promise<StorageState> {
    if (found === 'unreadable') return { kind: 'unreadable' };
    if (!found) return { kind: 'missing' };
    const recorded = await this.repository.findIdentity();
    if (!recorded) return { kind: 'own', trusted: false };
    return found.id === recorded.id ? { kind: 'own', trusted: recorded.trusted } : { kind: 'foreign' };
  }

  /** What is wrong and what to do, for logs and health; undefined when all is well. */
  describe(state: StorageState): string | undefined {
    const path = this.marker.location();
    switch (state.kind) {
      case 'own':
        return undefined;
      case 'missing':
        return `There is no marker at ${path}. Is the storage mounted? If it was replaced on purpose, run npm run storage:adopt.`;
      case 'foreign':
        return `The marker at ${path} belongs to another installation. Correct STORAGE_URL or DATABASE_URL; if both are right, run npm run storage:adopt.`;
      case 'unreadable':
        return `The marker at ${path} cannot be read. Look at the disk and at the permissions.`;
    }
  }

  private async readMarker(): Promise<Marker | undefined | 'unreadable'> {
    try {
      return await this.marker.readMarker();
    } catch (error) {
      this.logger.error({ message: 'the storage cannot be read', error });
      return 'unreadable';
    }
  }

  /** The record goes first: only who wrote it makes the marker, so two storages never get one id. */
  private async record(found: Marker | undefined): Promise<void> {
    const trusted = found ? false : (await this.isEmpty()) || (await this.files.any());
    if (!(await this.repository.recordIdentity(found?.id ?? randomUUID(), trusted)) || found) return;
    const recorded = await this.repository.findIdentity();
    try {
      if (recorded) await this.marker.createMarker(recorded.id);
    } catch (error) {
      await this.repository.deleteIdentity();
      throw error;
    }
  }

  private async isEmpty(): Promise<boolean> {
    for await (const shard of this.storage.shards()) if (shard) return false;
    return true;
  }
}
