import { type MaintenanceOptions, type MaintenanceReport, MaintenanceTask } from '@app/kernel';
import { Inject, Injectable, Logger } from '@nestjs/common';

/** Every task of the installation, in the order in which they run. */
export const MAINTENANCE_TASKS = Symbol('maintenance tasks');

/** Runs the regular work: from the schedule, and by hand. */
@Injectable()
export class RunMaintenance {
  private readonly logger = new Logger(RunMaintenance.name);

  constructor(@Inject(MAINTENANCE_TASKS) private readonly tasks: MaintenanceTask[]) {}

  /** A slice of each task. One that fails holds up no other; its error comes at the end. */
  async run(options: MaintenanceOptions): Promise<Required<MaintenanceReport>> {
    const reports: MaintenanceReport[] = [];
    const errors: unknown[] = [];
    for (const task of this.tasks) {
      options.signal?.throwIfAborted();
      try {
        reports.push(await task.run(options));
      } catch (error) {
        this.logger.error({ message: 'a maintenance task failed', task: task.constructor.name, error });
        errors.push(error);
      }
    }
    if (errors.length > 0) throw errors[0];
    return {
      // What is refused stays where it is.
      items: reports.flatMap(({ items = [], refusal = null }) => (refusal === null ? items : [])),
      counts: Object.assign({}, ...reports.map(({ counts }) => counts)) as Record<string, number>,
      refusal: reports.find(({ refusal }) => typeof refusal === 'string')?.refusal ?? null,
      hasMore: reports.some(({ hasMore }) => hasMore),
    };
  }
}
