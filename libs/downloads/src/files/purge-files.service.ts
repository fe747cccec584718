import { Database } from '@app/database';
import { FileStorage } from '@app/storage';
import { Injectable } from '@nestjs/common';
import { UnusedAssetsRepository } from './persistence/unused-assets.repository';

/** Removes a file that no download points to any more. The row goes first: a file without a row is swept later. */
@Injectable()
export class PurgeFiles {
  constructor(
    private readonly database: Database,
    private readonly assets: UnusedAssetsRepository,
    private readonly storage: FileStorage,
  ) {}

  async purgeUnused(assetId: string): Promise<void> {
    const keys = await this.database.transaction(() => this.assets.removeUnused(assetId));
    for (const key of keys) await this.storage.remove(key);
  }
}
