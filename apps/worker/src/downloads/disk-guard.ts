import { mkdir, statfs } from 'node:fs/promises';
import { AppConfig } from '@app/config';
import { DiskFull, DiskTooSmall, FileStorage } from '@app/storage';
import { Injectable, Logger } from '@nestjs/common';
import { type ComingFile, type Disk, type Fit, fitOf } from './space-needs';

/** Negative where it is short. */
export interface BytesLeft {
  staging: number;
  /** Infinite where there is no limit. */
  storage: number;
}

/** A disk that was short is left alone until it has a part of MIN_FREE_BYTES more than that again. */
const RESUME_PART = 8;

/** Watches that neither the staging nor the storage disk falls below MIN_FREE_BYTES. */
@Injectable()
export class DiskGuard {
  private readonly logger = new Logger(DiskGuard.name);
  /** The smallest that found no space. */
  private refused?: ComingFile;

  constructor(
    private readonly config: AppConfig,
    private readonly storage: FileStorage,
  ) {}

  /**
   * Whether new work may begin. Where nobody can look there is no room: what cannot be read cannot be written either.
   * @param wasShort then a little more is asked for, or a disk at the threshold would begin and stop work without end
   */
  async hasSpace({ wasShort = false } = {}): Promise<boolean> {
    const left = await this.left();
    const enough = wasShort ? this.config.storage.minFreeBytes / RESUME_PART : 0;
    return left !== undefined && left.staging >= enough && left.storage >= enough;
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

  /** Whether a file has space on every disk that it touches. */
  async fit(file: ComingFile): Promise<Fit> {
    const { minFreeBytes, stagingDir } = this.config.storage;
    const [staging, storage] = await Promise.all([this.stagingDisk(), this.storage.volume(stagingDir)]);
    return fitOf(file, staging, storage, minFreeBytes);
  }

  /**
   * @param discardedBytes what an earlier run had written when it had to make room
   * @throws DiskFull where nothing may begin, or this one would come no further than before
   */
  async requireSpaceToBegin(discardedBytes: number): Promise<void> {
    if (!(await this.hasSpace())) throw new DiskFull();
    if (discardedBytes === 0) return;
    const needed = { sizeBytes: 0, toStageBytes: discardedBytes };
    if ((await this.fit(needed)) === 'fits') return;
    this.recordRefusal(needed);
    throw DiskFull.again();
  }

  /** Whether there is space now for something that found none; asked again, only after another refusal. */
  async hasSpaceForRefused(): Promise<boolean> {
    if (!this.refused || (await this.fit(this.refused)) !== 'fits') return false;
    this.refused = undefined;
    return true;
  }

  /** @throws DiskFull while there is too little space for a file, DiskTooSmall where there never is enough */
  async requireSpace(file: ComingFile): Promise<void> {
    const fit = await this.fit(file);
    if (fit === 'never') throw new DiskTooSmall(file.sizeBytes);
    if (fit === 'fits') return;
    this.recordRefusal(file);
    throw DiskFull.tooLarge();
  }

  private recordRefusal(file: ComingFile): void {
    if (!this.refused || bytesOf(file) < bytesOf(this.refused)) this.refused = file;
  }

  private async stagingFree(): Promise<number> {
    return (await this.stagingDisk()).freeBytes;
  }

  private async stagingDisk(): Promise<Disk> {
    const { stagingDir } = this.config.storage;
    await mkdir(stagingDir, { recursive: true, mode: 0o700 });
    const { bavail, blocks, bsize } = await statfs(stagingDir);
    return { freeBytes: bavail * bsize, capacityBytes: blocks * bsize };
  }
}

function bytesOf({ sizeBytes, toStageBytes }: ComingFile): number {
  return sizeBytes + toStageBytes;
}
