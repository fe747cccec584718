import { Database } from '@app/database';
import { FileStorage } from '@app/storage';
import { Injectable, Logger } from '@nestjs/common';
import { UnusedAssetsRepository } from './persistence/unused-assets.repository';

/** Removes a file that no download points to any more. The row goes first: a file without a row is swept later. */
@Injectable()
export class PurgeFiles {
  private readonly logger = new Logger(PurgeFiles.name);

  constructor(
    private readonly database: Database,
    private readonly assets: UnusedAssetsRepository,
    private readonly storage: FileStorage,
  ) {}

  /** What kept files from going, though their row went: those are logged, and swept later. */
  async purgeUnused(assetId: string): Promise<unknown[]> {
    const keys = await this.database.transaction(() => this.assets.removeUnused(assetId));
    const errors: unknown[] = [];
    for (const key of keys) {
      try {
        await this.storage.remove(key);
      } catch (error) {
        // Not `key`: logs hide what is called so.
        this.logger.error({ message: 'a file cannot be removed', file: key, error });
        errors.push(error);
      }
    }
    return errors;
  }
}
