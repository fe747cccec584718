import { CleanUp, cleanUpJob, type CleanUpPayload } from '@app/downloads';
import { JobProcessor, type JobRun, ProcessesJob } from '@app/queue';

@ProcessesJob(cleanUpJob)
export class CleanUpProcessor extends JobProcessor<CleanUpPayload> {
  protected readonly contract = cleanUpJob;

  constructor(private readonly cleanUp: CleanUp) {
    super();
  }

  protected async run(_payload: CleanUpPayload, { signal }: JobRun): Promise<void> {
    let more = true;
    while (more && !signal.aborted) ({ more } = await this.cleanUp.run({ dryRun: false }));
  }
}
