import { SecurityEvents } from '@app/auth';
import { cleanUpJob, type CleanUpPayload } from '@app/downloads';
import { RunMaintenance } from '@app/maintenance';
import { JobProcessor, type JobRun, WORKER_OPTIONS } from '@app/queue';
import { Processor } from '@nestjs/bullmq';

const BY_ITSELF = { tenantId: null, actorId: null, actorName: 'schedule' };

/** Runs every maintenance task until none has more to do. */
@Processor(cleanUpJob.queue, WORKER_OPTIONS)
export class CleanUpProcessor extends JobProcessor<CleanUpPayload> {
  constructor(
    private readonly maintenance: RunMaintenance,
    private readonly events: SecurityEvents,
  ) {
    super(cleanUpJob);
  }

  protected async run(_payload: CleanUpPayload, { signal }: JobRun): Promise<void> {
    const detail: Record<string, number> = { items: 0, bytes: 0 };
    const add = (figure: string, count: number) => (detail[figure] = (detail[figure] ?? 0) + count);
    for (let hasMore = true; hasMore && !signal.aborted;) {
      const report = await this.maintenance.run({ dryRun: false, signal });
      for (const { sizeBytes } of report.items) {
        add('items', 1);
        add('bytes', sizeBytes);
      }
      for (const [figure, count] of Object.entries(report.counts)) add(figure, count);
      hasMore = report.hasMore;
    }
    await this.events.recordEvent({ ...BY_ITSELF, action: 'maintenance.clean-up', outcome: 'ok', detail });
  }
}
