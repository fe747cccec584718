import { RunCourseSync, syncCourseJob, type SyncCoursePayload } from '@app/courses';
import { acceptCorrelationId, withCorrelationId } from '@app/observability';
import { JobProcessor, type JobRun, ProcessesJob } from '@app/queue';

@ProcessesJob(syncCourseJob)
export class SyncCourseProcessor extends JobProcessor<SyncCoursePayload> {
  protected readonly contract = syncCourseJob;

  constructor(private readonly sync: RunCourseSync) {
    super();
  }

  protected run(
    { course_id, credential_id, dispatch, correlation_id }: SyncCoursePayload,
    { signal }: JobRun,
  ): Promise<void> {
    return withCorrelationId(acceptCorrelationId(correlation_id), () =>
      this.sync.requested(course_id, credential_id, dispatch, signal),
    );
  }
}
