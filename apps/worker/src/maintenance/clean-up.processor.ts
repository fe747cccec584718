import { SecurityEvents } from '@app/auth';
import { cleanUpJob, type CleanUpPayload, type MaintenanceSummary, RunMaintenance } from '@app/maintenance';
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
    const detail: Record<string, number> = { items: 0, bytes: 0, quarantined: 0 };
    const add = (figure: string, count: number) => (detail[figure] = (detail[figure] ?? 0) + count);
    const errors: unknown[] = [];
    let unfinished: MaintenanceSummary['unfinished'] | undefined;
    do {
      const summary = await this.maintenance.run({ dryRun: false, signal }, unfinished);
      for (const { kind, sizeBytes } of summary.items) {
        add(kind === 'orphan' ? 'quarantined' : 'items', 1);
        if (kind !== 'orphan') add('bytes', sizeBytes);
      }
      for (const [figure, count] of Object.entries(summary.counts)) add(figure, count);
      errors.push(...summary.errors);
      unfinished = summary.unfinished;
    } while (unfinished.length > 0 && !signal.aborted);
    await this.events.recordEvent({ ...BY_ITSELF, action: 'maintenance.clean-up', outcome: 'ok', detail });
    if (errors.length > 0) throw errors[0];
  }
}
