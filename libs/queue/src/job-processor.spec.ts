import { UnrecoverableError, type Job } from 'bullmq';
import { IsInt, IsUUID, Min } from 'class-validator';
import { currentCorrelationId } from '@app/observability';
import { defineJob, JobPayload } from './define-job';
import { JobProcessor, type JobRun } from './job-processor';

class Payload extends JobPayload {
  @IsUUID()
  video_id!: string;

  @IsInt()
  @Min(0)
  generation!: number;
}

const JOB = defineJob({ queue: 'videos', name: 'fetch-video', payload: Payload, concurrency: 'slots' });
const FITTING = { video_id: '01890a5d-ac96-774b-bcce-b302099a8057', generation: 3 };

class Processor extends JobProcessor<Payload> {
  readonly runs: { payload: Payload; run: JobRun }[] = [];
  correlationId?: string;

  constructor() {
    super(JOB);
  }

  protected async run(payload: Payload, run: JobRun): Promise<void> {
    this.runs.push({ payload, run });
    this.correlationId = currentCorrelationId();
  }
}

/** As much of a job as a processor looks at. */
function jobWith(data: unknown, told: unknown[] = []): Job {
  const updateProgress = async (progress: unknown) => void told.push(progress);
  return { data, updateProgress } as unknown as Job;
}

describe(JobProcessor, () => {
  it('should declare the three parameters without which BullMQ hands over no signal', () => {
    expect(JobProcessor.prototype.process.length).toBeGreaterThanOrEqual(3);
    expect(new Processor().process.length).toBeGreaterThanOrEqual(3);
  });

  it('should hand over the payload as its class and the signal', async () => {
    const processor = new Processor();
    const { signal } = new AbortController();
    await processor.process(jobWith(FITTING), 'token', signal);
    const [{ payload, run }] = processor.runs as [{ payload: Payload; run: JobRun }];
    expect(payload).toBeInstanceOf(Payload);
    expect(payload).toEqual(FITTING);
    expect(run.signal).toBe(signal);
  });

  it('should keep secrets out of what Redis keeps of a failure', async () => {
    class Failing extends Processor {
      protected override run(): Promise<void> {
        return Promise.reject(new Error('refused: Bearer ya29.a0AfH6SMBx-secret'));
      }
    }
    const failing = new Failing().process(jobWith(FITTING), 'token');
    const failure: unknown = await failing.catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(Error);
    expect(`${(failure as Error).message}${(failure as Error).stack ?? ''}`).not.toContain('secret');
  });

  it('should have a signal that never aborts when there is none', async () => {
    const processor = new Processor();
    await processor.process(jobWith(FITTING), undefined);
    expect(processor.runs[0]?.run.signal.aborted).toBe(false);
  });

  it('should run under the correlation id of the request, or a new one', async () => {
    const processor = new Processor();
    await processor.process(jobWith({ ...FITTING, correlation_id: 'request-7' }), 'token');
    expect(processor.correlationId).toBe('request-7');
    await processor.process(jobWith(FITTING), 'token');
    expect(processor.correlationId).toMatch(/^[0-9a-f-]{36}$/);
  });

  it('should report through the job', async () => {
    const processor = new Processor();
    const told: unknown[] = [];
    await processor.process(jobWith(FITTING, told), 'token');
    await processor.runs[0]?.run.report({ percent: 5 });
    expect(told).toEqual([{ percent: 5 }]);
  });

  it('should leave out what the payload does not know', async () => {
    const processor = new Processor();
    await processor.process(jobWith({ ...FITTING, tenant_id: 'somebody else' }), 'token');
    expect(processor.runs[0]?.payload).toEqual(FITTING);
  });

  it.each([
    ['nothing', undefined],
    ['null', null],
    ['a text', 'x'],
    ['a number', 7],
    ['a list', []],
    ['a list of payloads', [FITTING]],
    ['an empty object', {}],
    ['a wrong id', { ...FITTING, video_id: '7' }],
    ['a number as text', { ...FITTING, generation: '3' }],
    ['a number that is too small', { ...FITTING, generation: -1 }],
  ])('should fail for good, and not run, with %s for a payload', async (_, data) => {
    const processor = new Processor();
    const processed = processor.process(jobWith(data), 'token');
    await expect(processed).rejects.toThrow(UnrecoverableError);
    await expect(processed).rejects.toThrow('The payload of fetch-video does not fit');
    expect(processor.runs).toEqual([]);
  });

  it('should pass on what the work throws', async () => {
    const reason = new Error('disk full');
    class Failing extends Processor {
      protected override async run(): Promise<void> {
        throw reason;
      }
    }
    await expect(new Failing().process(jobWith(FITTING), 'token')).rejects.toBe(reason);
  });
});

describe(defineJob, () => {
  it('should make a contract that nobody changes', () => {
    expect(Object.isFrozen(JOB)).toBe(true);
    expect(JOB).toMatchObject({ queue: 'videos', name: 'fetch-video', concurrency: 'slots' });
  });
});
