import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import type { Repository } from 'typeorm';
import { DownloadEntity } from './download.entity';

const DISK_FULL = 'disk.full';

/** Downloads that wait until a disk has space. */
@Injectable()
export class DiskWaitsRepository {
  constructor(@InjectRepository(DownloadEntity) private readonly downloads: Repository<DownloadEntity>) {}

  /** @returns how many wait no longer */
  async end(): Promise<number> {
    const { affected } = await this.downloads
      .createQueryBuilder()
      .update()
      .set({ runAt: () => 'now()' })
      .where({ status: 'queued', errorCode: DISK_FULL })
      .andWhere('run_at > now()')
      .execute();
    return affected ?? 0;
  }
}
