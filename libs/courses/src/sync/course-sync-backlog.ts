import { AppConfig } from '@app/config';
import { Backlog, InjectQueue, JobQueue } from '@app/queue';
import { Injectable, Logger } from '@nestjs/common';
import { CoursePoisonous } from '../course.errors';
import { syncCourseJob, type SyncCoursePayload } from '../course.jobs';
import { type PendingSync, RequestedSyncsRepository } from '../persistence/requested-syncs.repository';

const BATCH_SIZE = 200;

/** Hands requested syncs to the queue, and heals what crashes and a lost Redis leave behind. */
@Injectable()
export class CourseSyncBacklog extends Backlog {
  private readonly logger = new Logger(CourseSyncBacklog.name);

  constructor(
    private readonly syncs: RequestedSyncsRepository,
    @InjectQueue(syncCourseJob.name) private readonly queue: JobQueue<SyncCoursePayload>,
    private readonly config: AppConfig,
  ) {
    super();
  }

  override async enqueue(): Promise<void> {
    await this.send(await this.syncs.enqueue(BATCH_SIZE, this.config.courses.cacheTtlMs));
  }

  override async reconcile(): Promise<void> {
    for (const { courseId, credentialId } of await this.syncs.rescueStale(new CoursePoisonous()))
      this.logger.error({
        message: 'course given up as poison',
        course_id: courseId,
        credential_id: credentialId,
      });
    await this.send(await this.syncs.listEnqueuedLongAgo());
  }

  private send(pending: PendingSync[]): Promise<void> {
    const jobs = pending.map(({ courseId, credentialId, syncDispatch: dispatch }) => ({
      id: `course-${String(courseId)}-${String(credentialId)}-${String(dispatch)}`,
      payload: { course_id: courseId, credential_id: credentialId, dispatch },
    }));
    return this.queue.add(jobs);
  }
}
