import { CleanUp, cleanUpJob, type CleanUpPayload } from '@app/maintenance';
import { JobProcessor, type JobRun, WORKER_OPTIONS } from '@app/queue';
import { Processor } from '@nestjs/bullmq';

@Processor(cleanUpJob.queue, WORKER_OPTIONS)
export class CleanUpProcessor extends JobProcessor<CleanUpPayload> {
  constructor(private readonly cleanUp: CleanUp) {
    super(cleanUpJob);
  }

  protected run(_payload: CleanUpPayload, { signal }: JobRun): Promise<void> {
    return this.cleanUp.runScheduled(signal);
  }
}
