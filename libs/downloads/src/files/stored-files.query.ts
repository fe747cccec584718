import { Injectable } from '@nestjs/common';
import { type AssetFiles, StoredFilesRepository } from './persistence/stored-files.repository';

/** Which files of the storage rows name. */
@Injectable()
export class StoredFiles {
  constructor(private readonly files: StoredFilesRepository) {}

  /** Of these storage keys, the ones that a row names. */
  known(keys: readonly string[]): Promise<Set<string>> {
    return this.files.known(keys);
  }

  any(): Promise<boolean> {
    return this.files.any();
  }

  countFiles(): Promise<number> {
    return this.files.countFiles();
  }

  /** The files of finished assets in order of their ids, from the one behind `after` on. */
  listAfter(after: string | null, limit: number): Promise<AssetFiles[]> {
    return this.files.listAfter(after, limit);
  }
}
