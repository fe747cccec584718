import { IsOptional, IsString } from 'class-validator';

/** Ids and small options only: a payload travels through Redis in clear text. */
export class JobPayload {
  /** Of the request that asked for the work; the logs of the job carry it. */
  @IsOptional()
  @IsString()
  correlation_id?: string;
}

/** What producers and the one processor agree on. The queue's name is data in Redis: rename by adding and draining. */
export interface JobContract<P extends JobPayload> {
  readonly queue: string;
  readonly name: string;
  /** Decorated with class-validator: the processor refuses a payload that does not fit. */
  readonly payload: new () => P;
  /** Jobs one worker process runs at once; `slots` means MAX_CONCURRENT_DOWNLOADS. */
  readonly concurrency: number | 'slots';
}

export function defineJob<P extends JobPayload>(contract: JobContract<P>): JobContract<P> {
  return Object.freeze(contract);
}
