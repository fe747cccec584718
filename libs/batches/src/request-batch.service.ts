import { FindCourses } from '@app/courses';
import type { DownloadOptions } from '@app/downloads';
import type { CourseworkKind } from '@app/google';
import type { Viewer } from '@app/kernel';
import { currentCorrelationId } from '@app/observability';
import { Signals } from '@app/queue';
import { Injectable } from '@nestjs/common';
import { type Batch, COURSEWORK_KINDS } from './batch';
import { BatchNotFound } from './batch.errors';
import { BatchesRepository } from './persistence/batches.repository';

export interface BatchOptions {
  credentialId: number;
  kinds: readonly CourseworkKind[];
  /** Leaves out what the requester has already. */
  skipExisting: boolean;
  options: DownloadOptions;
}

/**
 * Takes the request for a whole course. What it has is found out by a worker; the same request, made again meanwhile, is the
 * same batch.
 */
@Injectable()
export class RequestBatch {
  constructor(
    private readonly courses: FindCourses,
    private readonly batches: BatchesRepository,
    private readonly signals: Signals,
  ) {}

  /** @throws CourseNotFound, CredentialNotFound, CredentialNeedsReconsent */
  async requestBatch(courseId: string, input: BatchOptions, viewer: Viewer): Promise<Batch> {
    await this.courses.withCredential(courseId, input.credentialId, viewer);
    const id = await this.batches.insertBatch({
      tenantId: viewer.tenantId,
      requester: viewer.requester,
      credentialId: input.credentialId,
      courseId,
      kinds: COURSEWORK_KINDS.filter((kind) => input.kinds.includes(kind)),
      skipExisting: input.skipExisting,
      quality: input.options.quality,
      subtitles: input.options.subtitles,
      correlationId: currentCorrelationId() ?? null,
    });
    await this.signals.send('backlog.changed', {});
    const batch = await this.batches.findBatch(id, viewer);
    if (!batch) throw new BatchNotFound(id);
    return batch;
  }
}
