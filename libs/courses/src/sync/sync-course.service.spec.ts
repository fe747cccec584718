import type { AppConfig } from '@app/config';
import type { Database } from '@app/database';
import type { Credential } from '@app/google';
import type { Signals } from '@app/queue';
import { Logger } from '@nestjs/common';
import type { Course } from '../course';
import type { CourseSyncsRepository } from '../persistence/course-syncs.repository';
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

  beforeAll(() => {
    Logger.overrideLogger(false);
  });

  beforeEach(() => {
    jest.useFakeTimers();
    [ended, isHeld] = [[], true];
  });

  afterEach(() => jest.useRealTimers());

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
          visit.signal.addEventListener('abort', () => reject(new Error('stopped')));
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
  });

  it('should give the course back when the worker shuts down', async () => {
    const stop = new AbortController();
    const read = expect(reader().syncCourse(COURSE, CREDENTIAL, { signal: stop.signal })).rejects.toThrow(
      'stopped',
    );
    await jest.advanceTimersByTimeAsync(1_000);
    stop.abort();
    await read;
    expect(ended).toEqual(['requeued']);
  });
});
