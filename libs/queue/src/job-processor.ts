import { acceptCorrelationId, scrub, withCorrelationId } from '@app/observability';
import { OnWorkerEvent, WorkerHost } from '@nestjs/bullmq';
import { Logger } from '@nestjs/common';
import { type Job, UnrecoverableError } from 'bullmq';
import { plainToInstance } from 'class-transformer';
import { validateSync } from 'class-validator';
import type { JobContract, JobPayload } from './define-job';

const SHUTTING_DOWN = 'the worker is shutting down';

export interface JobRun {
  /** Aborts when the worker shuts down. */
  signal: AbortSignal;
  /** Told to whoever listens for the job's progress; carries the run and the tenant. */
  report(progress: object): Promise<void>;
}

/**
 * The receiving side of a job: parses the payload and runs the work under its correlation id. What becomes of the work
 * (done, again, later, never) is written to its row in PostgreSQL by the work itself, so a job never retries in Redis.
 * `process` declares exactly three parameters, or BullMQ would not hand over the signal.
 */
export abstract class JobProcessor<P extends JobPayload> extends WorkerHost {
  private readonly logger = new Logger(JobProcessor.name);
  private ending = false;

  constructor(readonly contract: JobContract<P>) {
    super();
  }

  protected abstract run(payload: P, run: JobRun): Promise<void>;

  override async process(job: Job, _token: string | undefined, signal?: AbortSignal): Promise<void> {
    const payload = parsePayload(this.contract, job.data);
    const run: JobRun = {
      signal: this.ending ? AbortSignal.abort(SHUTTING_DOWN) : (signal ?? new AbortController().signal),
      report: (progress) => job.updateProgress(progress),
    };
    try {
      await withCorrelationId(acceptCorrelationId(payload.correlation_id), () => this.run(payload, run));
    } catch (error) {
      throw scrubbed(error);
    }
  }

  /** No new jobs from here on, and those that run are told to stop; so is one that BullMQ was waiting for already. */
  shutDown(): void {
    this.ending = true;
    this.pause();
    this.worker.cancelAllJobs(SHUTTING_DOWN);
  }

  /** Takes no new jobs; those that run go on. */
  pause(): void {
    this.worker
      .pause(true)
      .catch((error: unknown) => this.logger.warn({ message: 'worker not paused', error }));
  }

  @OnWorkerEvent('error')
  protected onError(error: Error): void {
    this.logger.warn({ message: 'worker connection', queue: this.contract.queue, error });
  }

  @OnWorkerEvent('failed')
  protected onFailed(job: Job | undefined, error: Error): void {
    this.logger.error({ message: 'job failed', queue: this.contract.queue, job: job?.id, error });
  }
}

/** Redis keeps for a while why a job failed. */
function scrubbed(error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  error.message = scrub(error.message);
  if (error.stack !== undefined) error.stack = scrub(error.stack);
  return error;
}

function parsePayload<P extends JobPayload>(contract: JobContract<P>, data: unknown): P {
  const payload = plainToInstance(contract.payload, data ?? {});
  const problems = validateSync(payload, { whitelist: true, forbidUnknownValues: true });
  if (problems.length > 0) {
    throw new UnrecoverableError(`The payload of ${contract.name} does not fit: ${problems.join('; ')}`);
  }
  return payload;
}
