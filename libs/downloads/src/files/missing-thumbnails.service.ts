import { Injectable } from '@nestjs/common';
import { AnnounceChanges, MAX_NAMED } from '../announce-changes.service';
import { AssetsRepository } from './persistence/assets.repository';
import {
  type MissingThumbnail,
  MissingThumbnailsRepository,
} from './persistence/missing-thumbnails.repository';

/**
 * Thumbnails that are made after their films are stored. Each is taken once: frames that bring down who looks at them
 * are not looked at again, and a film is as good without a picture.
 */
@Injectable()
export class MissingThumbnails {
  constructor(
    private readonly missing: MissingThumbnailsRepository,
    private readonly assets: AssetsRepository,
    private readonly changes: AnnounceChanges,
  ) {}

  /** The one that waits longest, for the caller alone. */
  takeNext(): Promise<MissingThumbnail | undefined> {
    return this.missing.takeNext();
  }

  /** For another to take, or for the same later. False: the film is gone. */
  giveBack(thumbnail: MissingThumbnail): Promise<boolean> {
    return this.missing.giveBack(thumbnail);
  }

  /** Tells who watches the film's downloads. False: the film is gone, and nobody will point to the picture. */
  async addThumbnail(thumbnail: MissingThumbnail, storageKey: string): Promise<boolean> {
    if (!(await this.missing.addThumbnail(thumbnail, storageKey))) return false;
    // One more than are named says that there are more.
    const downloads = await this.assets.listDownloads(thumbnail.assetId, MAX_NAMED + 1);
    await this.changes.announce(thumbnail.tenantId, downloads);
    return true;
  }
}
