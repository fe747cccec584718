import { AppConfig } from '@app/config';
import { Clock } from '@app/kernel';
import { LimitsModule } from '@app/limits';
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

  beforeAll(async () => {
    redis = await testRedis();
  });

  afterAll(async () => {
    await Promise.all(processes.map((one) => one.close()));
    await redis.close();
  });

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
    for (let call = 0; call < PER_SECOND; call += 1) await one.takeQuota('drive');
    const begun = performance.now();
    await one.takeQuota('classroom');
    expect(performance.now() - begun).toBeLessThan(1_000);
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
