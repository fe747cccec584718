import { createWriteStream } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { AppConfig } from '@app/config';
import { type MissingThumbnail, MissingThumbnails } from '@app/downloads';
import { StorageIdentity } from '@app/maintenance';
import { Stills } from '@app/media';
import { FileStorage, StorageUnavailable } from '@app/storage';
import { PeriodicTask } from '@app/work';
import { Injectable } from '@nestjs/common';

/**
 * Makes the pictures of films that came without one, one after the other and with what the downloads leave of the
 * processor: a download is complete before it has its picture.
 */
@Injectable()
export class MakeThumbnails extends PeriodicTask {
  protected override readonly everyMs = 2_000;
  protected override readonly failure = 'thumbnails not made';
  private readonly stopping = new AbortController();
  private running?: Promise<void>;
  /** What must not be left half done. */
  private making?: Promise<void>;

  constructor(
    private readonly missing: MissingThumbnails,
    private readonly stills: Stills,
    private readonly storage: FileStorage,
    private readonly identity: StorageIdentity,
    private readonly config: AppConfig,
  ) {
    super();
  }

  /** All that are to be made. */
  protected override perform(): Promise<void> {
    return (this.running ??= this.makeAll()
      .catch(unlessStorageUnavailable)
      .finally(() => (this.running = undefined)));
  }

  override async beforeApplicationShutdown(): Promise<void> {
    await super.beforeApplicationShutdown();
    this.stopping.abort();
    // Not for the loop: while PostgreSQL is away it waits for it.
    await this.making?.catch(() => undefined);
  }

  private isStopping(): boolean {
    return this.stopping.signal.aborted;
  }

  private async makeAll(): Promise<void> {
    while (!this.isStopping()) {
      // In front of another storage all frames would be missing, and every picture given up.
      await this.identity.require(this.stopping.signal);
      const next = this.isStopping() ? undefined : await this.missing.takeNext();
      if (!next) return;
      await (this.making = this.make(next));
    }
  }

  private async make(thumbnail: MissingThumbnail): Promise<void> {
    const { keyFramesKey } = thumbnail;
    // Should this process be killed, it is swept with what else runs have left.
    const directory = join(this.config.storage.stagingDir, crypto.randomUUID());
    try {
      const still = await this.stillOf(keyFramesKey, directory);
      // Making it took its time: what is in front of us may have been replaced.
      await this.identity.require(this.stopping.signal);
      if (still !== null) await this.putStill(thumbnail, still);
      await this.storage.remove(keyFramesKey);
    } catch (error) {
      const passes = this.isStopping() || error instanceof StorageUnavailable;
      if (passes && (await this.missing.giveBack(thumbnail))) return;
      await this.storage.remove(keyFramesKey);
      this.logger.warn({ message: 'no thumbnail', asset_id: thumbnail.assetId, error });
    } finally {
      await rm(directory, { recursive: true, force: true });
    }
  }

  private async putStill(thumbnail: MissingThumbnail, still: string): Promise<void> {
    const key = thumbnail.keyFramesKey.replace(/\.mkv$/, '.jpg');
    await this.storage.put(key, still);
    if (!(await this.missing.addThumbnail(thumbnail, key))) await this.storage.remove(key);
  }

  /** Null where none is to be had. */
  private async stillOf(keyFramesKey: string, directory: string): Promise<string | null> {
    if (!(await this.storage.stat(keyFramesKey))) return null;
    const { signal } = this.stopping;
    await mkdir(directory, { recursive: true, mode: 0o700 });
    const excerpt = join(directory, 'key-frames.mkv');
    await pipeline(
      this.storage.read(keyFramesKey),
      createWriteStream(excerpt, { flags: 'wx', mode: 0o600 }),
      { signal },
    );
    return this.stills.jpegOfExcerpt(excerpt, signal);
  }
}

/** Who takes downloads says it once, and health as long as it lasts. */
function unlessStorageUnavailable(error: unknown): void {
  if (!(error instanceof StorageUnavailable)) throw error;
}
