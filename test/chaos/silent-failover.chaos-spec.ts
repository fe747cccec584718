import { setTimeout as sleep } from 'node:timers/promises';
import type { Client, DownloadBody } from '@app/testing/client';
import { testDatabase } from '@app/testing/parts';
import { Dispatcher } from '../../apps/worker/src/dispatcher';
import { recovered } from '@app/testing/recovery';
import { TestSystem } from '@app/testing/system';
import { postgresRefusal, TcpProxy } from '@app/testing/tcp-proxy';
import { until } from '@app/testing/until';

const HEALTHY_MS = 20_000;
/** Longer than any attempt to connect may take, shorter than a run bears without a heartbeat. */
const UNANSWERED_MS = 8_000;

/** No FIN, no RST: what was connected is a black hole, and new connections work. */
describe('RNF-009 recovering: failovers without a word', () => {
  let parts: Awaited<ReturnType<typeof testDatabase>>;
  let postgres: TcpProxy;
  /** Of the api, and of each worker: a way of its own. */
  let redis: TcpProxy[];
  let system: TestSystem;
  let client: Client;

  beforeAll(async () => {
    parts = await testDatabase();
    postgres = await TcpProxy.inFrontOf(parts.url);
    system = await TestSystem.start({
      api: false,
      workers: 0,
      databaseUrl: postgres.url(parts.url),
    });
    redis = await Promise.all([1, 2, 3].map(() => TcpProxy.inFrontOf(system.redis.url)));
    const [toApi = {}, ...toWorkers] = redis.map((proxy) => ({ REDIS_URL: proxy.url(system.redis.url) }));
    await system.startApi(toApi);
    for (const env of toWorkers) await system.startWorker(env);
    client = system.client();
  });

  afterEach(() => {
    system.sandbox.throttle.bytesPerSecond = 0;
  });

  afterAll(async () => {
    await system.close();
    await postgres.close();
    await Promise.all(redis.map((proxy) => proxy.close()));
    await parts.drop();
  });

  const request = async (path: string) => {
    const url = system.sandbox.origin + path;
    return (await client.post<DownloadBody>('/downloads', { url })).body.id;
  };

  const running = (ids: string[]) =>
    until(async () => {
      const found = await Promise.all(ids.map((id) => client.download(id)));
      return found.every(({ status, progress_percent: percent }) => status === 'running' && percent > 0);
    });

  const completed = async (ids: string[]) => {
    for (const id of ids) {
      const done = await until(async () => {
        const { status, body } = await client.get<DownloadBody>(`/downloads/${id}`);
        return status === 200 && !['queued', 'running'].includes(body.status) && body;
      });
      expect(done).toMatchObject({ status: 'completed', retry_count: 0, error_code: null });
    }
  };

  const fetches = (mark: string) => system.sandbox.faults.seen.filter(({ url }) => url.includes(mark)).length;

  /** A download that is asked for now, until it is there. */
  const healthy = (path: string) =>
    recovered(
      async () => {
        await until(
          async () =>
            (await client.get('/readyz')).status === 200 && (await client.get('/downloads')).status === 200,
          HEALTHY_MS,
        );
        system.sandbox.throttle.bytesPerSecond = 0;
        await completed([await request(path)]);
      },
      { withinMs: HEALTHY_MS },
    );

  it('should be over within 20 seconds for PostgreSQL, and interrupt nothing', async () => {
    system.sandbox.throttle.bytesPerSecond = 200_000;
    const id = await request('/media/aula-1.mp4?pg-hole');
    await running([id]);
    const before = fetches('?pg-hole');
    postgres.freeze();
    await healthy('/media/museu.mp4?pg-after');
    await completed([id]);
    expect(fetches('?pg-hole')).toBe(before);
  });

  it('should be over within 20 seconds for Redis, and interrupt nothing', async () => {
    system.sandbox.throttle.bytesPerSecond = 200_000;
    const id = await request('/media/aula-2.mp4?redis-hole');
    await running([id]);
    const before = fetches('?redis-hole');
    for (const proxy of redis) proxy.freeze();
    await healthy('/media/museu.mp4?redis-after');
    await completed([id]);
    expect(fetches('?redis-hole')).toBe(before);
  });

  it.each(['PostgreSQL', 'Redis'] as const)(
    'should be over within 20 seconds when new connections to %s were not answered at all, and interrupt nothing',
    async (which) => {
      const gone = which === 'Redis' ? redis : [postgres];
      const mark = `?unanswered-${which}`;
      system.sandbox.throttle.bytesPerSecond = 100_000;
      const id = await request(`/media/aula-1.mp4${mark}`);
      await running([id]);
      const before = fetches(mark);
      await Promise.all(gone.map((proxy) => proxy.dropConnects()));
      // Meanwhile people ask, so that whatever connects for them hangs.
      const asked = Promise.all([1, 2, 3, 4].map(() => client.get('/downloads')));
      await sleep(UNANSWERED_MS);
      await Promise.all(gone.map((proxy) => proxy.resume()));
      await healthy(`/media/museu.mp4${mark}-after`);
      for (const { status } of await asked) expect([200, 503]).toContain(status);
      await completed([id]);
      expect(fetches(`${mark}-after`)).toBe(1);
      expect(fetches(mark)).toBe(before + 1);
    },
  );

  it('should have another worker hand work out when Redis does not answer the one that did', async () => {
    const leader = await until(() => {
      const index = system.workers.findIndex((worker) => worker.get(Dispatcher).isLeader);
      return index >= 0 && redis[index + 1];
    });
    await leader.dropConnects();
    await recovered(async () => completed([await request('/media/museu.mp4?other-leader')]), {
      withinMs: HEALTHY_MS,
    });
    expect(fetches('?other-leader')).toBe(1);
    await leader.resume();
  });

  it('should fetch nothing twice when PostgreSQL has no connection left while files finish', async () => {
    system.sandbox.throttle.bytesPerSecond = 600_000;
    const ids: string[] = [];
    for (let number = 1; number <= 4; number += 1)
      ids.push(await request(`/media/aula-1.mp4?full=${number}`));
    await running(ids);
    const before = fetches('?full=');
    postgres.refuse(postgresRefusal('53300', 'sorry, too many clients already'));
    postgres.cut();
    await sleep(8_000);
    postgres.refuse(undefined);
    await recovered(() => completed(ids));
    expect(fetches('?full=')).toBe(before);
  });
});
