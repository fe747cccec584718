import type { BatchBacklog } from '@app/batches';
import type { CourseSyncBacklog } from '@app/courses';
import type { LeaderLock } from '@app/database';
import type { CleanUpBacklog, DownloadBacklog } from '@app/downloads';
import type { Signals } from '@app/queue';
import { Dispatcher } from './dispatcher';

const TICK_MS = 1_000;

describe(Dispatcher, () => {
  let leads: boolean;
  let poke: () => void;
  let enqueued: number;
  let dispatcher: Dispatcher;

  beforeEach(() => {
    jest.useFakeTimers();
    leads = true;
    enqueued = 0;
    const lock = { acquire: () => Promise.resolve(leads), release: () => Promise.resolve() };
    const signals = { on: (_name: string, listener: () => void) => (poke = listener) };
    const idle = { enqueue: () => Promise.resolve(), reconcile: () => Promise.resolve() };
    const downloads = { ...idle, enqueue: () => Promise.resolve((enqueued += 1)) };
    dispatcher = new Dispatcher(
      lock as unknown as LeaderLock,
      signals as unknown as Signals,
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
});
