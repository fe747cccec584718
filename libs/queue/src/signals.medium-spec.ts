import { Redis } from 'ioredis';
import { testRedis } from '@app/testing/parts';
import { TcpProxy } from '@app/testing/tcp-proxy';
import { testConfig } from '@app/testing/test-config';
import { until } from '@app/testing/until';
import { RedisHealth } from './redis-health';
import { Signals } from './signals';

const CANCELLED = 'cdl:signal:download.cancelled';

/** How far its connection is that listens. */
const statusOf = (signals: Signals) =>
  (signals as unknown as { subscriber?: { status: string } }).subscriber?.status;

describe('what processes tell each other through Redis', () => {
  let redis: Awaited<ReturnType<typeof testRedis>>;
  let client: Redis;
  const all: Signals[] = [];

  beforeAll(async () => {
    redis = await testRedis();
  });

  afterAll(() => redis.close());

  beforeEach(() => {
    client = new Redis(redis.url, { disconnectTimeout: 100 });
    client.on('error', () => undefined);
  });

  afterEach(() => {
    for (const one of all.splice(0)) one.onApplicationShutdown();
    client.disconnect();
  });

  function signals(url = redis.url): Signals {
    const one = new Signals(testConfig({ REDIS_URL: url }));
    all.push(one);
    return one;
  }

  /** The ids that a process hears of, once `listeners` of them are known to Redis. */
  async function hearing(listeners = 1): Promise<string[]> {
    const heard: string[] = [];
    signals().on('download.cancelled', ({ download_id }) => heard.push(download_id));
    await until(async () => Number((await client.pubsub('NUMSUB', CANCELLED))[1]) === listeners);
    return heard;
  }

  describe(Signals, () => {
    it('should deliver already the first one that a process sends', async () => {
      const heard = await hearing();
      await signals().send('download.cancelled', { download_id: 'd1' });
      await until(() => heard.length > 0);
      expect(heard).toEqual(['d1']);
    });

    it('should deliver them in their order, to everybody who listens', async () => {
      const first = await hearing(1);
      const second = await hearing(2);
      const sender = signals();
      const ids = Array.from({ length: 50 }, (_, index) => `d${String(index)}`);
      await Promise.all(ids.map((id) => sender.send('download.cancelled', { download_id: id })));
      await until(() => first.length === 50 && second.length === 50);
      expect(first).toEqual(ids);
      expect(second).toEqual(ids);
    });

    it('should deliver what one begins to listen for while Redis is just being connected', async () => {
      const proxy = await TcpProxy.inFrontOf(redis.url);
      proxy.holdAnswers(true);
      const heard = new Set<string>();
      const listening = signals(proxy.url(redis.url));
      listening.on('backlog.changed', () => heard.add('earlier'));
      await until(() => statusOf(listening) === 'connect');
      listening.on('notices.changed', () => heard.add('meanwhile'));
      proxy.holdAnswers(false);
      const sender = signals();
      await until(async () => {
        await sender.send('backlog.changed', {});
        await sender.send('notices.changed', {});
        return heard.size === 2;
      }, 10_000);
      await proxy.close();
    });

    it('should deliver only what one listens for', async () => {
      const heard = await hearing();
      const sender = signals();
      await sender.send('backlog.changed', {});
      await sender.send('download.cancelled', { download_id: 'd1' });
      await until(() => heard.length > 0);
      expect(heard).toEqual(['d1']);
    });

    it('should go on after a message that nobody understands, and a listener that throws', async () => {
      const listening = signals();
      const heard: string[] = [];
      listening.on('download.cancelled', () => {
        throw new Error('broken');
      });
      listening.on('download.cancelled', ({ download_id }) => heard.push(download_id));
      await until(async () => Number((await client.pubsub('NUMSUB', CANCELLED))[1]) === 1);
      await client.publish(CANCELLED, 'no JSON');
      await client.publish(CANCELLED, '');
      await signals().send('download.cancelled', { download_id: 'd1' });
      await until(() => heard.length > 0);
      expect(heard).toEqual(['d1']);
    });

    it('should never throw, nor keep anybody waiting, when there is no Redis', async () => {
      const alone = signals('redis://127.0.0.1:1');
      alone.on('backlog.changed', () => undefined);
      for (let sent = 0; sent < 3; sent += 1) {
        await expect(alone.send('backlog.changed', {})).resolves.toBeUndefined();
      }
    });

    it('should keep nobody waiting while no sentinel answers', async () => {
      const alone = signals('redis+sentinel://127.0.0.1:1/videos');
      await expect(alone.send('backlog.changed', {})).resolves.toBeUndefined();
    });

    it('should deliver again when Redis is back', async () => {
      const heard = await hearing();
      const sender = signals();
      await sender.send('download.cancelled', { download_id: 'before' });
      await until(() => heard.includes('before'));
      await redis.crash();
      await expect(sender.send('download.cancelled', { download_id: 'during' })).resolves.toBeUndefined();
      await redis.start();
      await until(async () => {
        await sender.send('download.cancelled', { download_id: 'after' });
        return heard.includes('after');
      });
      expect(heard).not.toContain('during');
    });
  });

  describe(RedisHealth, () => {
    const looking: RedisHealth[] = [];

    afterEach(() => {
      for (const one of looking.splice(0)) one.onApplicationShutdown();
    });

    function health(url = redis.url): RedisHealth {
      const one = new RedisHealth(testConfig({ REDIS_URL: url }));
      looking.push(one);
      return one;
    }

    it('should tell the version, also to many who ask first at once', async () => {
      const one = health();
      const answers = await Promise.all([one.checkRedis(), one.checkRedis(), one.checkRedis()]);
      for (const answer of answers)
        expect(answer).toEqual({ version: expect.stringMatching(/^\d+\.\d+/) as string });
    });

    it('should warn of a Redis that throws jobs away when memory is short', async () => {
      const one = health();
      await client.config('SET', 'maxmemory-policy', 'allkeys-lru');
      expect((await one.checkRedis()).detail).toBe('maxmemory-policy is allkeys-lru; set noeviction.');
      await client.config('SET', 'maxmemory-policy', 'noeviction');
      expect((await one.checkRedis()).detail).toBeUndefined();
    });

    it('should throw while Redis does not answer, and not afterwards', async () => {
      await expect(health('redis://127.0.0.1:1').checkRedis()).rejects.toThrow();
      await expect(health('redis+sentinel://127.0.0.1:1/videos').checkRedis()).rejects.toThrow();
      const one = health();
      await one.checkRedis();
      await redis.crash();
      await expect(one.checkRedis()).rejects.toThrow();
      await redis.start();
      const answer = await until(() => one.checkRedis().catch(() => undefined));
      expect(answer.version).toBeDefined();
    });
  });
});
