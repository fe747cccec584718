import { AppConfig } from '@app/config';
import { FindCourses, FindVideos } from '@app/courses';
import { AddBatchDownloads } from '@app/downloads';
import type { CourseworkKind } from '@app/google';
import type { Viewer } from '@app/kernel';
import { FileStorage } from '@app/storage';
import { Injectable } from '@nestjs/common';
import type { BlockedInBatch } from './batch';

export interface BatchEstimate {
  videos: number;
  /** Of those, the ones the requester has already. */
  existing: number;
  /** Known bytes of what is missing. */
  bytes: number;
  /** Videos whose size only the download will tell. */
  unsized: number;
  blocked: BlockedInBatch[];
  diskFreeBytes: number | null;
  /** Whether MIN_FREE_BYTES would still be left. */
  fits: boolean | null;
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
    const missing = possible.filter(({ sourceKey }) => !finished.has(sourceKey));
    const bytes = missing.reduce((sum, video) => sum + (video.sizeBytes ?? 0), 0);
    const diskFreeBytes = (await this.storage.freeBytes()) ?? null;
    return {
      videos: possible.length,
      existing: possible.length - missing.length,
      bytes,
      unsized: missing.filter(({ sizeBytes }) => sizeBytes === null).length,
      blocked: all
        .filter(({ verdict }) => verdict.state === 'unavailable')
        .map(({ id, title, verdict: { code, reason, hint } }) => ({
          video_id: id,
          title,
          code,
          reason,
          hint,
        })),
      diskFreeBytes,
      fits: diskFreeBytes === null ? null : bytes + this.config.storage.minFreeBytes <= diskFreeBytes,
    };
  }
}
