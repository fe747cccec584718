import { Database } from '@app/database';
import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { IsNull, type Repository } from 'typeorm';
import { AssetEntity } from './asset.entity';

export interface MissingThumbnail {
  assetId: string;
  tenantId: string;
  keyFramesKey: string;
}

/** Films without a picture, with the frames that one can be made of. */
@Injectable()
export class MissingThumbnailsRepository {
  constructor(
    private readonly database: Database,
    @InjectRepository(AssetEntity) private readonly assets: Repository<AssetEntity>,
  ) {}

  /** The one that waits longest. Nobody is given it again. */
  takeNext(): Promise<MissingThumbnail | undefined> {
    // SQL: it answers what the row held before, and passes over what others take at this moment.
    return this.database.row<MissingThumbnail>(
      `UPDATE assets a SET key_frames_key = NULL
       FROM (SELECT id, key_frames_key FROM assets WHERE key_frames_key IS NOT NULL
             ORDER BY ready_at LIMIT 1 FOR UPDATE SKIP LOCKED) due
       WHERE a.id = due.id
       RETURNING a.id AS "assetId", a.tenant_id AS "tenantId", due.key_frames_key AS "keyFramesKey"`,
    );
  }

  async giveBack({ assetId, keyFramesKey }: MissingThumbnail): Promise<boolean> {
    return (
      (await this.assets.update({ id: assetId, thumbnailKey: IsNull() }, { keyFramesKey })).affected === 1
    );
  }

  /** False: the film is gone. */
  async addThumbnail({ assetId }: MissingThumbnail, thumbnailKey: string): Promise<boolean> {
    return (await this.assets.update({ id: assetId }, { thumbnailKey })).affected === 1;
  }
}
