import { runDownloadJob, type RunDownloadPayload } from '@app/downloads';
import { acceptCorrelationId, withCorrelationId } from '@app/observability';
import { JobProcessor, type JobRun, ProcessesJob } from '@app/queue';
import { DownloadPipeline } from './download.pipeline';

@ProcessesJob(runDownloadJob)
export class DownloadProcessor extends JobProcessor<RunDownloadPayload> {
  protected readonly contract = runDownloadJob;

  constructor(private readonly pipeline: DownloadPipeline) {
    super();
  }

  protected run({ download_id, dispatch, correlation_id }: RunDownloadPayload, job: JobRun): Promise<void> {
    return withCorrelationId(acceptCorrelationId(correlation_id), () =>
      this.pipeline.run(download_id, dispatch, job),
    );
  }
}
