import { runDownloadJob, type RunDownloadPayload } from '@app/downloads';
import { JobProcessor, type JobRun, WORKER_OPTIONS } from '@app/queue';
import { Processor } from '@nestjs/bullmq';
import { DownloadPipeline } from './download.pipeline';

@Processor(runDownloadJob.queue, WORKER_OPTIONS)
export class DownloadProcessor extends JobProcessor<RunDownloadPayload> {
  constructor(private readonly pipeline: DownloadPipeline) {
    super(runDownloadJob);
  }

  protected run({ download_id, generation }: RunDownloadPayload, job: JobRun): Promise<void> {
    return this.pipeline.runDownload(download_id, generation, job);
  }
}
