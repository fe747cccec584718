import { WorkerHost } from '@nestjs/bullmq';
import { type Job, UnrecoverableError } from 'bullmq';
import { plainToInstance } from 'class-transformer';
import { validateSync } from 'class-validator';
import type { JobContract, JobPayload } from './define-job';

export interface JobRun {
  /** Aborts when the worker shuts down. */
  signal: AbortSignal;
  /** Told to whoever listens for the job's progress; carries the run and the tenant. */
  report(progress: object): Promise<void>;
}

/**
 * The receiving side of a job: parses the payload and runs the work. What becomes of the work (done, again,
 * later, never) is written to its row in PostgreSQL by the work itself, so a job never retries in Redis.
 * `process` declares exactly three parameters, or BullMQ would not hand over the signal.
 */
export abstract class JobProcessor<P extends JobPayload> extends WorkerHost {
  protected abstract readonly contract: JobContract<P>;

  protected abstract run(payload: P, run: JobRun): Promise<void>;

  override async process(job: Job, _token: string | undefined, signal?: AbortSignal): Promise<void> {
    await this.run(parsePayload(this.contract, job.data), {
      signal: signal ?? new AbortController().signal,
      report: (progress) => job.updateProgress(progress),
    });
  }
}

function parsePayload<P extends JobPayload>(contract: JobContract<P>, data: unknown): P {
  const payload = plainToInstance(contract.payload, data ?? {});
  const problems = validateSync(payload, { whitelist: true, forbidUnknownValues: true });
  if (problems.length > 0) {
    throw new UnrecoverableError(`The payload of ${contract.name} does not fit: ${problems.join('; ')}`);
  }
  return payload;
}
