import { Injectable } from '@nestjs/common';
import { StorageIdentityRepository } from './persistence/storage-identity.repository';
import { StorageIdentity } from './storage-identity.service';

export interface StorageStatus {
  /** What is wrong and what to do; null when all is well. */
  problem: string | null;
  quarantine: { files: number; bytes: number; oldest: Date | null };
}

/** What this process sees of the storage, and what the last clean-up has counted. */
@Injectable()
export class FindStorageStatus {
  constructor(
    private readonly identity: StorageIdentity,
    private readonly repository: StorageIdentityRepository,
  ) {}

  async findStatus(): Promise<StorageStatus> {
    const [state, recorded] = await Promise.all([
      this.identity.checkIdentity(),
      this.repository.findIdentity(),
    ]);
    // Before the first worker there is neither marker nor record.
    const problem = recorded ? (this.identity.describe(state) ?? recorded.sweepRefusal) : null;
    const quarantine = {
      files: recorded?.quarantineFiles ?? 0,
      bytes: recorded?.quarantineBytes ?? 0,
      oldest: recorded?.quarantineOldest ?? null,
    };
    return { problem, quarantine };
  }
}
