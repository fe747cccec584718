import { now } from '@app/database';
import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import type { Repository, SelectQueryBuilder } from 'typeorm';
import { CourseworkAccessEntity, type CourseworkEntity } from '../../persistence/coursework.entity';
import { VideoAccessEntity, type VideoEntity } from '../../persistence/video.entity';

/** What an account sees of items and videos, which are given as a query of their ids. */
@Injectable()
export class CourseworkAccessRepository {
  constructor(
    @InjectRepository(CourseworkAccessEntity) private readonly items: Repository<CourseworkAccessEntity>,
    @InjectRepository(VideoAccessEntity) private readonly videos: Repository<VideoAccessEntity>,
  ) {}

  /** They are still there. */
  async touchItems(credentialId: number, items: SelectQueryBuilder<CourseworkEntity>): Promise<void> {
    const update = this.items.createQueryBuilder().update().set({ seenAt: now }).where({ credentialId });
    update.andWhere(`coursework_id IN (${items.getQuery()})`);
    await update.setParameters(items.getParameters()).execute();
  }

  async removeItems(credentialId: number, items: SelectQueryBuilder<CourseworkEntity>): Promise<void> {
    const removal = this.items.createQueryBuilder().delete().where({ credentialId });
    removal.andWhere(`coursework_id IN (${items.getQuery()})`);
    await removal.setParameters(items.getParameters()).execute();
  }

  async removeVideos(credentialId: number, videos: SelectQueryBuilder<VideoEntity>): Promise<void> {
    const removal = this.videos.createQueryBuilder().delete().where({ credentialId });
    removal.andWhere(`video_id IN (${videos.getQuery()})`);
    await removal.setParameters(videos.getParameters()).execute();
  }
}
