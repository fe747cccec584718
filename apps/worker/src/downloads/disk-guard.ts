import { mkdir, statfs } from 'node:fs/promises';
import { AppConfig } from '@app/config';
import { DiskFull, DiskTooSmall, FileStorage } from '@app/storage';
import { Injectable, Logger } from '@nestjs/common';
import { type ComingFile, type Disk, fitOf } from './space-needs';

/** Negative where it is short. */
export interface BytesLeft {
  staging: number;
  /** Infinite where there is no limit. */
  storage: number;
}

/** Watches that neither the staging nor the storage disk falls below MIN_FREE_BYTES. */
@Injectable()
export class DiskGuard {
  private readonly logger = new Logger(DiskGuard.name);

  constructor(
    private readonly config: AppConfig,
    private readonly storage: FileStorage,
  ) {}

  /** Whether new work may begin. Where nobody can look there is no room: what cannot be read cannot be written either. */
  async hasSpace(): Promise<boolean> {
    const left = await this.left();
    return left !== undefined && left.staging >= 0 && left.storage >= 0;
  }

  /** What each disk has above MIN_FREE_BYTES; undefined where nobody can look. */
  async left(): Promise<BytesLeft | undefined> {
    const { minFreeBytes } = this.config.storage;
    try {
      const [staging, storage = Infinity] = await Promise.all([this.stagingFree(), this.storage.freeBytes()]);
      return { staging: staging - minFreeBytes, storage: storage - minFreeBytes };
    } catch (error) {
      this.logger.error({ message: 'the disk cannot be looked at, so nothing is downloaded', error });
      return undefined;
    }
  }

  /**
   * Asks for space on every disk that a file touches.
   * @throws DiskFull while there is too little, DiskTooSmall where there never is enough
   */
  async requireSpace(file: ComingFile): Promise<void> {
    const { minFreeBytes, stagingDir } = this.config.storage;
    const [staging, storage] = await Promise.all([this.stagingDisk(), this.storage.volume(stagingDir)]);
    const fit = fitOf(file, staging, storage, minFreeBytes);
    if (fit === 'never') throw new DiskTooSmall(file.sizeBytes);
    if (fit === 'not-now') throw DiskFull.tooLarge();
  }

  private async stagingFree(): Promise<number> {
    return (await this.stagingDisk()).freeBytes;
  }

  private async stagingDisk(): Promise<Disk> {
    const { stagingDir } = this.config.storage;
    await mkdir(stagingDir, { recursive: true, mode: 0o700 });
    const { bavail, blocks, bsize } = await statfs(stagingDir);
    return { freeBytes: bavail * bsize, capacityBytes: blocks * bsize };
  }
}
