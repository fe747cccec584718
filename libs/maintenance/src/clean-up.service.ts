import { type ActingCaller, SecurityEvents } from '@app/audit';
import type { MaintenanceOptions } from '@app/kernel';
import { Injectable } from '@nestjs/common';
import { type MaintenanceSummary, RunMaintenance } from './run-maintenance.service';

const BY_ITSELF = { tenantId: null, actorId: null, actorName: 'schedule' };
const CLEAN_UP = 'maintenance.clean-up';

/** The clean-up, from the schedule and by hand; the audit trail has what went. */
@Injectable()
export class CleanUp {
  constructor(
    private readonly maintenance: RunMaintenance,
    private readonly events: SecurityEvents,
  ) {}

  /** A slice of each task. */
  async runByHand(options: MaintenanceOptions, caller: ActingCaller): Promise<MaintenanceSummary> {
    const summary = await this.maintenance.runTasks(options);
    const bytes = summary.items.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
    const detail = { items: summary.items.length, bytes, ...summary.counts };
    if (!options.dryRun) await this.events.recordAction(caller, CLEAN_UP, { detail });
    return summary;
  }

  /** Every task until none has more to do. @throws the first error of any, when all have run */
  async runScheduled(signal: AbortSignal): Promise<void> {
    const detail: Record<string, number> = { items: 0, bytes: 0, quarantined: 0 };
    const add = (figure: string, count: number) => (detail[figure] = (detail[figure] ?? 0) + count);
    const errors: unknown[] = [];
    let unfinished: MaintenanceSummary['unfinished'] | undefined;
    do {
      const summary = await this.maintenance.runTasks({ dryRun: false, signal }, unfinished);
      for (const { kind, sizeBytes } of summary.items) {
        add(kind === 'orphan' ? 'quarantined' : 'items', 1);
        if (kind !== 'orphan') add('bytes', sizeBytes);
      }
      for (const [figure, count] of Object.entries(summary.counts)) add(figure, count);
      errors.push(...summary.errors);
      unfinished = summary.unfinished;
    } while (unfinished.length > 0 && !signal.aborted);
    await this.events.recordEvent({ ...BY_ITSELF, action: CLEAN_UP, outcome: 'ok', detail });
    if (errors.length > 0) throw errors[0];
  }
}
