import { AppConfig } from '@app/config';
import { InjectQueue, JobQueue, type NewJob } from '@app/queue';
import { type Enqueued, QueueBacklog } from '@app/work';
import { Injectable } from '@nestjs/common';
import { CoursePoisonous } from '../course.errors';
import { syncCourseJob, type SyncCoursePayload } from '../course.jobs';
import { RequestedSyncsRepository } from './persistence/requested-syncs.repository';
import type { SyncKey } from './persistence/sync-work';

/** Hands requested syncs to the queue, and heals what crashes and a lost Redis leave behind. */
@Injectable()
export class CourseSyncBacklog extends QueueBacklog<SyncKey, SyncCoursePayload> {
  constructor(
    private readonly syncs: RequestedSyncsRepository,
    @InjectQueue(syncCourseJob.name) queue: JobQueue<SyncCoursePayload>,
    private readonly config: AppConfig,
  ) {
    super(syncs.work, queue);
  }

  override async enqueue(): Promise<void> {
    await this.send(await this.syncs.enqueue(this.config.courses.cacheTtlMs));
  }

  override async reconcile(): Promise<void> {
    for (const { courseId, credentialId } of await this.syncs.rescueStale(new CoursePoisonous()))
      this.logger.error({
        message: 'course given up as poison',
        course_id: courseId,
        credential_id: credentialId,
      });
    await this.sendLostAgain();
  }

  protected override keyOf({ course_id, credential_id }: SyncCoursePayload): SyncKey {
    return { courseId: course_id, credentialId: credential_id };
  }

  protected override jobOf({
    courseId,
    credentialId,
    generation,
  }: Enqueued<SyncKey>): NewJob<SyncCoursePayload> {
    return {
      id: `course-${String(courseId)}-${String(credentialId)}-${String(generation)}`,
      payload: { course_id: courseId, credential_id: credentialId, generation },
    };
  }
}
