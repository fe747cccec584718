import { mkdir, statfs } from 'node:fs/promises';
import { AppConfig } from '@app/config';
import { FileStorage } from '@app/storage';
import { Injectable } from '@nestjs/common';

/** Watches that neither the staging nor the storage disk falls below MIN_FREE_BYTES. */
@Injectable()
export class DiskGuard {
  constructor(
    private readonly config: AppConfig,
    private readonly storage: FileStorage,
  ) {}

  async hasRoom(): Promise<boolean> {
    const { minFreeBytes } = this.config.storage;
    const [staging, stored] = await Promise.all([this.stagingFree(), this.storage.freeBytes()]);
    return staging >= minFreeBytes && (stored === undefined || stored >= minFreeBytes);
  }

  private async stagingFree(): Promise<number> {
    const { stagingDir } = this.config.storage;
    await mkdir(stagingDir, { recursive: true, mode: 0o700 });
    const { bavail, bsize } = await statfs(stagingDir);
    return bavail * bsize;
  }
}
