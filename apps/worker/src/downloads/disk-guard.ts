import { mkdir, statfs } from 'node:fs/promises';
import { AppConfig } from '@app/config';
import type { DownloadRun } from '@app/downloads';
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

/** Downloads that found no space, of which is known how much they need; the oldest are forgotten. */
const MAX_REMEMBERED = 1_000;

type Waiting = Pick<DownloadRun, 'downloadId'>;

/** Watches that neither the staging nor the storage disk falls below MIN_FREE_BYTES. */
@Injectable()
export class DiskGuard {
  private readonly logger = new Logger(DiskGuard.name);
  /** What found no space, by download. */
  private readonly refused = new Map<string, ComingFile>();

  constructor(
    private readonly config: AppConfig,
    private readonly storage: FileStorage,
  ) {}

  /**
   * Whether new work may begin. Where nobody can look there is no free space: what cannot be read cannot be written either.
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
    const fitNow = await this.measureSpace();
    return fitNow(file);
  }

  /**
   * @param discardedBytes what an earlier run had written when it had to make way
   * @throws DiskFull where nothing may begin, or this one would come no further than before
   */
  async requireSpaceToBegin({ downloadId }: Waiting, discardedBytes: number): Promise<void> {
    if (!(await this.hasSpace())) throw new DiskFull();
    const needed = { sizeBytes: 0, toStageBytes: discardedBytes };
    if (discardedBytes > 0 && (await this.fit(needed)) !== 'fits') {
      this.remember(downloadId, needed);
      throw DiskFull.again();
    }
    this.forget([downloadId]);
  }

  /** Downloads that found no space and would find it now. */
  async refusedThatFit(): Promise<string[]> {
    if (this.refused.size === 0) return [];
    const fitNow = await this.measureSpace();
    return [...this.refused].filter(([, file]) => fitNow(file) === 'fits').map(([downloadId]) => downloadId);
  }

  forget(downloadIds: readonly string[]): void {
    for (const downloadId of downloadIds) this.refused.delete(downloadId);
  }

  /**
   * @param waiting for just that space; without it nobody knows how much would do, and it waits until its time comes
   * @throws DiskFull while there is too little space for a file, DiskTooSmall where there never is enough
   */
  async requireSpace(file: ComingFile, waiting?: Waiting): Promise<void> {
    const fit = await this.fit(file);
    if (waiting) this.forget([waiting.downloadId]);
    if (fit === 'never') throw new DiskTooSmall(file.sizeBytes);
    if (fit === 'fits') return;
    if (waiting) this.remember(waiting.downloadId, file);
    throw DiskFull.tooLarge();
  }

  private remember(downloadId: string, file: ComingFile): void {
    this.forget([downloadId]);
    this.refused.set(downloadId, file);
    const [oldest] = this.refused.keys();
    if (this.refused.size > MAX_REMEMBERED && oldest !== undefined) this.refused.delete(oldest);
  }

  /** Looks at the disks once, for any number of files. */
  private async measureSpace(): Promise<(file: ComingFile) => Fit> {
    const { minFreeBytes, stagingDir } = this.config.storage;
    const [staging, storage] = await Promise.all([this.stagingDisk(), this.storage.volume(stagingDir)]);
    return (file) => fitOf(file, staging, storage, minFreeBytes);
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
