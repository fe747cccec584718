import { type MaintenanceItem, type MaintenanceOptions, MaintenanceTask } from '@app/kernel';
import { Inject, Injectable, Logger } from '@nestjs/common';

/** Every task of the installation, in the order in which they run. */
export const MAINTENANCE_TASKS = Symbol('maintenance tasks');

export interface MaintenanceSummary {
  items: MaintenanceItem[];
  counts: Record<string, number>;
  /** Why files without a row stay where they are; null when they do not. */
  refusal: string | null;
  /** Tasks with more than fits into one slice. */
  unfinished: MaintenanceTask[];
  errors: unknown[];
}

/** Runs the regular work: from the schedule, and by hand. */
@Injectable()
export class RunMaintenance {
  private readonly logger = new Logger(RunMaintenance.name);

  constructor(@Inject(MAINTENANCE_TASKS) private readonly tasks: MaintenanceTask[]) {}

  /**
   * A slice of each task. One that fails holds up no other: its error stands in the summary.
   * @param tasks those that `unfinished` named, to go on with them
   */
  async runTasks(
    options: MaintenanceOptions,
    tasks: readonly MaintenanceTask[] = this.tasks,
  ): Promise<MaintenanceSummary> {
    const summary: MaintenanceSummary = { items: [], counts: {}, refusal: null, unfinished: [], errors: [] };
    for (const task of tasks) {
      if (options.signal?.aborted) break;
      try {
        const { items = [], counts, refusal = null, hasMore = false, errors = [] } = await task.run(options);
        // What is refused stays where it is.
        if (refusal === null) summary.items.push(...items);
        Object.assign(summary.counts, counts);
        summary.refusal ??= refusal;
        if (hasMore) summary.unfinished.push(task);
        summary.errors.push(...errors);
      } catch (error) {
        this.logger.error({ message: 'a maintenance task failed', task: task.constructor.name, error });
        summary.errors.push(error);
      }
    }
    return summary;
  }
}
