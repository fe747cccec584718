import { AppConfig } from '@app/config';
import { type CourseVideo, type CourseWarning, FindCourses, FindVideos, warningsOf } from '@app/courses';
import { AddBatchDownloads, DEFAULT_OPTIONS, StorageQuotaReached } from '@app/downloads';
import type { CourseworkKind } from '@app/google';
import type { Viewer } from '@app/kernel';
import { FileStorage } from '@app/storage';
import { Injectable } from '@nestjs/common';
import type { BlockedInBatch } from './batch';
import { blockedByStorage, blockedByVerdict } from './blocked-in-batch';

export interface BatchEstimate {
  videos: number;
  /** Of those, the ones the requester has already. */
  existing: number;
  /** Known bytes of what is missing and may be stored: of each file once, however many items link to it. */
  bytes: number;
  /** Files whose size only the download will tell. */
  unsized: number;
  /** Also what is too large, or too much for the quotas. */
  blocked: BlockedInBatch[];
  /** Of the blocked ones, those for which too little of a quota is left. */
  overQuota: number;
  diskFreeBytes: number | null;
  /** Of those, what may be stored: MIN_FREE_BYTES stay free. */
  diskUsableBytes: number | null;
  fits: boolean | null;
  /** What the course may have beyond this. */
  warnings: CourseWarning[];
}

/** What downloading a whole course would mean. */
@Injectable()
export class EstimateBatch {
  constructor(
    private readonly courses: FindCourses,
    private readonly videos: FindVideos,
    private readonly downloads: AddBatchDownloads,
    private readonly storage: FileStorage,
    private readonly config: AppConfig,
  ) {}

  async estimate(
    courseId: string,
    credentialId: number,
    kinds: readonly CourseworkKind[],
    viewer: Viewer,
  ): Promise<BatchEstimate> {
    const { course, credential } = await this.courses.upToDate(courseId, credentialId, viewer);
    const all = await this.videos.ofCourse(course, credential, [...kinds]);
    const possible = all.filter(({ verdict }) => verdict.state !== 'unavailable');
    const keys = possible.map(({ sourceKey }) => sourceKey);
    const finished = await this.downloads.finishedSources(viewer.tenantId, viewer.requester, keys);
    const absent = possible.filter(({ sourceKey }) => !finished.has(sourceKey));
    const refusals = await this.downloads.refusals(absent, viewer, DEFAULT_OPTIONS);
    const missing = absent.filter((video) => !refusals.has(video));
    const sizes = fileSizesOf(missing);
    const bytes = sizes.reduce<number>((sum, size) => sum + (size ?? 0), 0);
    const diskFreeBytes = (await this.storage.freeBytes()) ?? null;
    const diskUsableBytes =
      diskFreeBytes === null ? null : Math.max(0, diskFreeBytes - this.config.storage.minFreeBytes);
    return {
      videos: possible.length - refusals.size,
      existing: possible.length - absent.length,
      bytes,
      unsized: sizes.filter((size) => size === null).length,
      blocked: [
        ...all.filter(({ verdict }) => verdict.state === 'unavailable').map(blockedByVerdict),
        ...blockedByStorage(refusals),
      ],
      overQuota: [...refusals.values()].filter((error) => error instanceof StorageQuotaReached).length,
      diskFreeBytes,
      diskUsableBytes,
      fits: diskUsableBytes === null ? null : bytes <= diskUsableBytes,
      warnings: warningsOf(course),
    };
  }
}

/** A video that several items link to is fetched once. */
function fileSizesOf(videos: readonly CourseVideo[]): (number | null)[] {
  const sizes = new Map<string, number | null>();
  for (const { sourceKey, sizeBytes } of videos) sizes.set(sourceKey, sizes.get(sourceKey) ?? sizeBytes);
  return [...sizes.values()];
}
