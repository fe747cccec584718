import { RunCourseSync, syncCourseJob, type SyncCoursePayload } from '@app/courses';
import { JobProcessor, type JobRun, WORKER_OPTIONS } from '@app/queue';
import { Processor } from '@nestjs/bullmq';

@Processor(syncCourseJob.queue, WORKER_OPTIONS)
export class SyncCourseProcessor extends JobProcessor<SyncCoursePayload> {
  constructor(private readonly sync: RunCourseSync) {
    super(syncCourseJob);
  }

  protected run(
    { course_id, credential_id, generation }: SyncCoursePayload,
    { signal }: JobRun,
  ): Promise<void> {
    return this.sync.requested(course_id, credential_id, generation, signal);
  }
}
