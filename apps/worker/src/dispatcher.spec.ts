import type { BatchBacklog } from '@app/batches';
import type { CourseSyncBacklog } from '@app/courses';
import type { LeaderLock } from '@app/database';
import type { DownloadBacklog } from '@app/downloads';
import type { CleanUpBacklog } from '@app/maintenance';
import type { RedisHealth, Signals } from '@app/queue';
import { Logger } from '@nestjs/common';
import { Dispatcher } from './dispatcher';

const TICK_MS = 1_000;

describe(Dispatcher, () => {
  let leads: boolean;
  let onAsked: () => void;
  let poke: () => void;
  let enqueued: number;
  let redisAnswers: boolean;
  let released: number;
  let dispatcher: Dispatcher;

  beforeEach(() => {
    jest.useFakeTimers();
    jest.spyOn(Logger.prototype, 'warn').mockReturnValue();
    leads = true;
    onAsked = () => undefined;
    enqueued = 0;
    redisAnswers = true;
    released = 0;
    const lock = {
      acquire: () => {
        onAsked();
        return Promise.resolve(leads);
      },
      release: () => Promise.resolve(void (released += 1)),
    };
    const orFail = <T>(value: T) =>
      redisAnswers ? Promise.resolve(value) : Promise.reject(new Error('away'));
    const signals = { on: (_name: string, listener: () => void) => (poke = listener) };
    const idle = { enqueue: () => Promise.resolve(), reconcile: () => Promise.resolve() };
    const downloads = { ...idle, enqueue: () => orFail((enqueued += 1)) };
    dispatcher = new Dispatcher(
      lock as unknown as LeaderLock,
      signals as unknown as Signals,
      { checkRedis: () => orFail({}) } as unknown as RedisHealth,
      downloads as unknown as DownloadBacklog,
      idle as unknown as CourseSyncBacklog,
      idle as unknown as BatchBacklog,
      idle as unknown as CleanUpBacklog,
    );
    dispatcher.onApplicationBootstrap();
  });

  afterEach(async () => {
    await dispatcher.beforeApplicationShutdown();
    jest.useRealTimers();
  });

  it('should look every second by itself', async () => {
    await jest.advanceTimersByTimeAsync(3 * TICK_MS);
    expect(enqueued).toBe(4);
  });

  it('should look at once when something changes', async () => {
    await jest.advanceTimersByTimeAsync(1);
    expect(enqueued).toBe(1);
    poke();
    await jest.advanceTimersByTimeAsync(1);
    expect(enqueued).toBe(2);
  });

  it('should do nothing but ask for the lead while another leads', async () => {
    leads = false;
    await jest.advanceTimersByTimeAsync(TICK_MS);
    const before = enqueued;
    poke();
    await jest.advanceTimersByTimeAsync(3 * TICK_MS);
    expect(enqueued).toBe(before);
    expect(dispatcher.isLeader).toBe(false);
  });

  it('should leave the lead to others while Redis does not answer, and ask for it again afterwards', async () => {
    redisAnswers = false;
    await jest.advanceTimersByTimeAsync(2 * TICK_MS);
    expect(released).toBeGreaterThan(0);
    const before = enqueued;
    await jest.advanceTimersByTimeAsync(3 * TICK_MS);
    expect(dispatcher.isLeader).toBe(false);
    expect(enqueued).toBe(before);
    redisAnswers = true;
    await jest.advanceTimersByTimeAsync(TICK_MS);
    expect(dispatcher.isLeader).toBe(true);
    expect(enqueued).toBeGreaterThan(before);
  });

  it.each([1, 2])(
    'should hand nothing over when it is told to stop while it asks for the lead the %d. time',
    async (time) => {
      await jest.advanceTimersByTimeAsync(1);
      let asked = 0;
      const { promise: stopped, resolve } = Promise.withResolvers<unknown>();
      onAsked = () => {
        asked += 1;
        if (asked === time) resolve(dispatcher.beforeApplicationShutdown());
      };
      const before = enqueued;
      poke();
      await stopped;
      expect({ asked, enqueued }).toEqual({ asked: time, enqueued: before });
    },
  );

  it('should keep the lead when only the work of one kind fails', async () => {
    const fails = jest.fn(() => Promise.reject(new Error('broken')));
    const [downloads] = Reflect.get(dispatcher, 'backlogs') as [Pick<DownloadBacklog, 'enqueue'>];
    downloads.enqueue = fails;
    await jest.advanceTimersByTimeAsync(2 * TICK_MS);
    expect(fails).toHaveBeenCalled();
    expect(released).toBe(0);
    expect(dispatcher.isLeader).toBe(true);
  });
});
