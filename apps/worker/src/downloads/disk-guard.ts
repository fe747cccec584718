import { mkdir, statfs } from 'node:fs/promises';
import { AppConfig } from '@app/config';
import { FileStorage } from '@app/storage';
import { Injectable, Logger } from '@nestjs/common';

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
  async hasRoom(): Promise<boolean> {
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

  private async stagingFree(): Promise<number> {
    const { stagingDir } = this.config.storage;
    await mkdir(stagingDir, { recursive: true, mode: 0o700 });
    const { bavail, bsize } = await statfs(stagingDir);
    return bavail * bsize;
  }
}
