import { AppConfig } from '@app/config';
import { Clock } from '@app/kernel';
import { LimitsModule, RateLimits } from '@app/limits';
import { Test, type TestingModule } from '@nestjs/testing';
import { testRedis } from '@app/testing/parts';
import { GoogleQuota } from './google-quota';

const PER_MINUTE = 600;
const PER_SECOND = PER_MINUTE / 60;
const CALLS = 60;

class Globals {}

describe(GoogleQuota, () => {
  let redis: Awaited<ReturnType<typeof testRedis>>;
  const processes: TestingModule[] = [];

  // Each test counts from nothing: a window that the one before used up would be waited for.
  beforeEach(async () => {
    redis = await testRedis();
  });

  afterEach(async () => {
    jest.restoreAllMocks();
    await Promise.all(processes.splice(0).map((one) => one.close()));
    await redis.close();
  });

  /** What the process made last counts with. */
  function limits(): RateLimits {
    return processes.at(-1)!.get(RateLimits, { strict: false });
  }

  /** That of one process. */
  async function quota(url = redis.url): Promise<GoogleQuota> {
    const google = { classroomPerMinute: PER_MINUTE, drivePerMinute: PER_MINUTE };
    const limits = { blockAfterRefusals: 1, blockMinutes: 1 };
    const globals = {
      module: Globals,
      global: true,
      providers: [
        { provide: AppConfig, useValue: { redis: { url }, google, limits } },
        { provide: Clock, useValue: { now: () => new Date() } },
      ],
      exports: [AppConfig, Clock],
    };
    const made = await Test.createTestingModule({
      imports: [globals, LimitsModule],
      providers: [GoogleQuota],
    }).compile();
    processes.push(made);
    return made.get(GoogleQuota);
  }

  it('should let all processes together make no more requests than Google allows', async () => {
    const quotas = await Promise.all([quota(), quota(), quota()]);
    const made: number[] = [];
    const begun = performance.now();
    await Promise.all(
      Array.from({ length: CALLS }, async (_, index) => {
        await quotas[index % quotas.length]?.takeQuota('classroom');
        made.push(performance.now());
      }),
    );
    // The windows of a second do not overlap, and the first calls are made at once.
    expect(performance.now() - begun).toBeGreaterThanOrEqual((CALLS / PER_SECOND - 2) * 1_000);
    for (const start of made)
      expect(made.filter((at) => at >= start && at < start + 1_000).length).toBeLessThanOrEqual(
        2 * PER_SECOND,
      );
  });

  it('should count each API of Google by itself', async () => {
    const one = await quota();
    const consume = jest.spyOn(limits(), 'consume');
    // More than a second's worth: at least one call finds its window used up and asks again.
    await Promise.all(Array.from({ length: 2 * PER_SECOND + 1 }, () => one.takeQuota('drive')));
    expect(consume.mock.calls.length).toBeGreaterThan(2 * PER_SECOND + 1);
    consume.mockClear();
    await one.takeQuota('classroom');
    // Let through at the first time of asking: what Drive used is not its own.
    expect(consume).toHaveBeenCalledTimes(1);
  });

  it('should end a wait that nobody waits for any more', async () => {
    const one = await quota();
    const enough = new AbortController();
    const calls = Array.from({ length: 3 * PER_SECOND }, () => one.takeQuota('drive', enough.signal));
    enough.abort(new Error('enough'));
    expect((await Promise.allSettled(calls)).some(({ status }) => status === 'rejected')).toBe(true);
  });

  it('should leave the counting to Google without Redis', async () => {
    const one = await quota('redis://127.0.0.1:1');
    await expect(one.takeQuota('classroom')).resolves.toBeUndefined();
  });
});
