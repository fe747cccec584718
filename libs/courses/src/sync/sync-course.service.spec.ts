import type { AppConfig } from '@app/config';
import type { Database } from '@app/database';
import type { Credential } from '@app/google';
import type { Signals } from '@app/queue';
import { LeaseLost } from '@app/work';
import { Logger } from '@nestjs/common';
import type { Course } from '../course';
import type { CourseSyncsRepository } from './persistence/course-syncs.repository';
import type { ReadCourse } from './read-course.service';
import { SyncCourse } from './sync-course.service';

const COURSE = { id: 1, sync: { fullSyncedAt: null } } as Course;
const CREDENTIAL = { id: 2, scopes: [] as string[] } as Credential;
const BEFORE = {
  requested: true,
  anew: false,
  unfinished: false,
  ageMs: 0,
  startedAt: new Date(),
  sharedFrom: null,
};

describe(SyncCourse, () => {
  let ended: string[];
  let isHeld: boolean;
  let logged: unknown[];

  beforeEach(() => {
    jest.useFakeTimers();
    [ended, isHeld, logged] = [[], true, []];
    jest.spyOn(Logger.prototype, 'log').mockImplementation((line) => void logged.push(line));
  });

  afterEach(() => {
    jest.useRealTimers();
    jest.restoreAllMocks();
  });

  /** Reads the course until it is told to stop. */
  function reader(): SyncCourse {
    const end = (how: string) => () => Promise.resolve(void ended.push(how));
    const syncs = {
      claim: () => Promise.resolve(BEFORE),
      heartbeat: () => Promise.resolve(isHeld),
      finish: end('finished'),
      fail: end('failed'),
      requeue: end('requeued'),
    } as unknown as CourseSyncsRepository;
    const reading = {
      atGoogle: ({ visit }: { visit: { signal: AbortSignal } }) =>
        new Promise((_, reject) => {
          const { signal } = visit;
          signal.addEventListener('abort', () => reject(Object(signal.reason) as Error));
        }),
    } as unknown as ReadCourse;
    const database = {
      retryOnConnectionLoss: (work: () => Promise<void>) => work(),
    } as unknown as Database;
    const config = { courses: { cacheTtlMs: 0 } } as AppConfig;
    return new SyncCourse(syncs, reading, { now: () => new Date() }, database, {} as Signals, config);
  }

  it('should stop reading when another reader took the course over, and leave the row to that one', async () => {
    const read = reader().syncCourse(COURSE, CREDENTIAL);
    await jest.advanceTimersByTimeAsync(7_000);
    isHeld = false;
    await jest.advanceTimersByTimeAsync(5_000);
    await expect(read).resolves.toBe(false);
    expect(ended).toEqual([]);
    expect(logged).toEqual([{ message: 'course reading stopped: taken over', course_id: 1 }]);
  });

  it.each([
    ['the worker shuts down', new Error('stopped')],
    ['whoever reads it has lost the lease of something else', new LeaseLost()],
  ])('should give the course back when %s', async (_when, reason) => {
    const stop = new AbortController();
    const reading = reader().syncCourse(COURSE, CREDENTIAL, { signal: stop.signal });
    const read = expect(reading).rejects.toBe(reason);
    await jest.advanceTimersByTimeAsync(1_000);
    stop.abort(reason);
    await read;
    expect(ended).toEqual(['requeued']);
    expect(logged).toEqual([]);
  });
});
