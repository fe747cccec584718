import type { CourseVideo } from '@app/courses';
import { Database } from '@app/database';
import type { AppError, Viewer } from '@app/kernel';
import { Signals } from '@app/queue';
import { Injectable } from '@nestjs/common';
import { AnnounceChanges } from '../announce-changes.service';
import { type DownloadOptions, variantOf } from '../download';
import { StorageQuotas } from '../quota/storage-quotas.service';
import { RequestedDownloadsRepository } from './persistence/requested-downloads.repository';
import { newDownload } from './request-downloads.service';

export interface BatchRequest {
  batchId: string;
  tenantId: string;
  requester: string;
  credentialId: number;
  options: DownloadOptions;
  correlationId: string | null;
}

/** Rows a statement inserts at once. */
const CHUNK = 5_000;

/** Queues the videos of a batch. May be repeated: a video is in a batch once. */
@Injectable()
export class AddBatchDownloads {
  constructor(
    private readonly database: Database,
    private readonly requested: RequestedDownloadsRepository,
    private readonly quotas: StorageQuotas,
    private readonly signals: Signals,
    private readonly changes: AnnounceChanges,
  ) {}

  async addDownloads(videos: readonly CourseVideo[], batch: BatchRequest): Promise<void> {
    const { batchId, tenantId, requester, correlationId, options } = batch;
    const rows = videos.map((video) => newDownload(video, batch.credentialId, options));
    for (let start = 0; start < rows.length; start += CHUNK) {
      const ids = await this.requested.insert(rows.slice(start, start + CHUNK), {
        tenantId,
        requester,
        batchId,
        correlationId,
        ...options,
      });
      await this.changes.announce(tenantId, ids);
    }
    await this.database.afterCommit(() => this.signals.send('backlog.changed', {}));
  }

  /** Which of the videos may not be stored, and why: too large, or too much for the tenant or the person. */
  async refusals(
    videos: readonly CourseVideo[],
    of: Pick<Viewer, 'tenantId' | 'requester'>,
    options: DownloadOptions,
  ): Promise<Map<CourseVideo, AppError>> {
    const asked = videos.map(({ source, sourceKey, sizeBytes }) => ({
      source_key: sourceKey,
      variant: variantOf(source, options),
      total_bytes: sizeBytes,
    }));
    const refusals = await this.quotas.refusals(of, asked);
    return new Map(
      videos.flatMap((video, index) => {
        const refusal = refusals[index];
        return refusal ? [[video, refusal]] : [];
      }),
    );
  }

  /** Which of these sources the requester has already. */
  finishedSources(tenantId: string, requester: string, sourceKeys: string[]): Promise<Set<string>> {
    return this.requested.findFinishedSources(tenantId, requester, sourceKeys);
  }
}
