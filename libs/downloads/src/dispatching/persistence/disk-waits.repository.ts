import { isFuture, now } from '@app/database';
import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { In, type Repository } from 'typeorm';
import { DownloadEntity } from '../../persistence/download.entity';

const DISK_FULL = 'disk.full';

/** Downloads that wait until a disk has space. */
@Injectable()
export class DiskWaitsRepository {
  constructor(@InjectRepository(DownloadEntity) private readonly downloads: Repository<DownloadEntity>) {}

  /** @returns how many wait no longer */
  async endWaits(downloadIds: readonly string[]): Promise<number> {
    const { affected } = await this.downloads.update(
      { id: In(downloadIds), status: 'queued', errorCode: DISK_FULL, runAt: isFuture() },
      { runAt: now, updatedAt: now },
    );
    return affected ?? 0;
  }
}
