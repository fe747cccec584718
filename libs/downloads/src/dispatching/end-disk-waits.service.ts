import { Injectable } from '@nestjs/common';
import { DiskWaitsRepository } from './persistence/disk-waits.repository';

/** Has downloads that a disk had no space for tried again now, and not when their time comes. */
@Injectable()
export class EndDiskWaits {
  constructor(private readonly waits: DiskWaitsRepository) {}

  /** @returns how many of them still waited for that */
  endWaits(downloadIds: readonly string[]): Promise<number> {
    return this.waits.endWaits(downloadIds);
  }
}
