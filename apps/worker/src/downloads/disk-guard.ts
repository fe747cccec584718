import { mkdir, statfs } from 'node:fs/promises';
import { AppConfig } from '@app/config';
import { FileStorage } from '@app/storage';
import { Injectable, Logger } from '@nestjs/common';

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
    const { minFreeBytes } = this.config.storage;
    try {
      const [staging, stored] = await Promise.all([this.stagingFree(), this.storage.freeBytes()]);
      return staging >= minFreeBytes && (stored === undefined || stored >= minFreeBytes);
    } catch (error) {
      this.logger.error({ message: 'the disk cannot be looked at, so nothing is downloaded', error });
      return false;
    }
  }

  /** Bytes above MIN_FREE_BYTES where unfinished files lie; negative when it is short, undefined where nobody can look. */
  async leftForStaging(): Promise<number | undefined> {
    const free = await this.stagingFree().catch(() => undefined);
    return free === undefined ? undefined : free - this.config.storage.minFreeBytes;
  }

  private async stagingFree(): Promise<number> {
    const { stagingDir } = this.config.storage;
    await mkdir(stagingDir, { recursive: true, mode: 0o700 });
    const { bavail, bsize } = await statfs(stagingDir);
    return bavail * bsize;
  }
}
