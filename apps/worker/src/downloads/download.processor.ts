import { LiveDownloads, runDownloadJob, type RunDownloadPayload } from '@app/downloads';
import { JobProcessor, type JobRun, WORKER_OPTIONS } from '@app/queue';
import { Processor } from '@nestjs/bullmq';
import { DownloadPipeline } from './download.pipeline';

@Processor(runDownloadJob.queue, WORKER_OPTIONS)
export class DownloadProcessor extends JobProcessor<RunDownloadPayload> {
  constructor(
    private readonly pipeline: DownloadPipeline,
    private readonly downloads: LiveDownloads,
  ) {
    super(runDownloadJob);
  }

  protected async run({ download_id: id, dispatch }: RunDownloadPayload, job: JobRun): Promise<unknown> {
    await this.pipeline.run(id, dispatch, job);
    return { ...(await this.outcomeOf(id)), download: `/api/v1/downloads/${id}` };
  }

  /** A courtesy: the work is done, whether or not it can be told of. */
  private async outcomeOf(id: string): Promise<object> {
    const [row] = await this.downloads.read([id]).catch(() => []);
    return row ? { status: row.status, error_code: row.errorCode, retry_count: row.attempt } : {};
  }
}
