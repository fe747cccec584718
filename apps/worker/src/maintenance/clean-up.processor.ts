import { PruneSecurityEvents, SecurityEvents } from '@app/auth';
import { CleanUp, cleanUpJob, type CleanUpPayload } from '@app/downloads';
import { SweepOrphans } from '@app/maintenance';
import { JobProcessor, type JobRun, WORKER_OPTIONS } from '@app/queue';
import { Processor } from '@nestjs/bullmq';

const BY_ITSELF = { tenantId: null, actorId: null, actorName: 'schedule' };

@Processor(cleanUpJob.queue, WORKER_OPTIONS)
export class CleanUpProcessor extends JobProcessor<CleanUpPayload> {
  constructor(
    private readonly cleanUp: CleanUp,
    private readonly orphans: SweepOrphans,
    private readonly oldEvents: PruneSecurityEvents,
    private readonly events: SecurityEvents,
  ) {
    super(cleanUpJob);
  }

  protected async run(_payload: CleanUpPayload, { signal }: JobRun): Promise<void> {
    const gone = { items: 0, bytes: 0 };
    let more = true;
    while (more && !signal.aborted) {
      const report = await this.cleanUp.run({ dryRun: false });
      gone.items += report.items.length;
      gone.bytes += report.bytes;
      more = report.more;
    }
    const swept = await this.orphans.sweepOrphans({ dryRun: false, signal });
    const detail = {
      ...gone,
      quarantined: swept.refusal === null ? swept.orphans.length : 0,
      purged: (await this.orphans.purgeQuarantine()).files,
      security_events: await this.oldEvents.pruneEvents({ dryRun: false }),
    };
    await this.events.recordEvent({ ...BY_ITSELF, action: 'maintenance.clean-up', outcome: 'ok', detail });
  }
}
