import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from '@app/testing/free-port';
import { testDatabase } from '@app/testing/parts';
import { TestSystem } from '@app/testing/system';
import { TcpProxy } from '@app/testing/tcp-proxy';
import { until } from '@app/testing/until';

/** What docs/operations.md promises, and what a busy machine adds. */
const STOP_MS = 22_000;

type Missing = 'Redis' | 'PostgreSQL' | 'both';
type How = 'refuse' | 'swallow';

/** A process that is asked to end does so, whatever it would say goodbye to. */
describe('RNF-009 stopping without Redis, without PostgreSQL, without both', () => {
  let parts: Awaited<ReturnType<typeof testDatabase>>;
  let system: TestSystem;
  let proxies: TcpProxy[];

  beforeAll(async () => {
    parts = await testDatabase();
    system = await TestSystem.start({ api: false, workers: 0, databaseUrl: parts.url });
  });

  beforeEach(() => (proxies = []));
  afterEach(() => Promise.all(proxies.map((proxy) => proxy.close())));

  afterAll(async () => {
    await system.close();
    await parts.drop();
  });

  /** PostgreSQL and Redis as one process reaches them. */
  async function reach() {
    const postgres = await TcpProxy.inFrontOf(parts.url);
    const redis = await TcpProxy.inFrontOf(system.redis.url);
    proxies.push(postgres, redis);
    const env = { DATABASE_URL: postgres.url(parts.url), REDIS_URL: redis.url(system.redis.url) };
    const take = (missing: Missing, how: How) => {
      const taken = [
        ...(missing === 'PostgreSQL' ? [] : [redis]),
        ...(missing === 'Redis' ? [] : [postgres]),
      ];
      for (const proxy of taken) {
        if (how === 'swallow') proxy.swallow(true);
        else {
          proxy.refuse(Buffer.alloc(0));
          proxy.cut();
        }
      }
    };
    return { env, take };
  }

  const start = async (app: 'api' | 'worker', env: Record<string, string>) => {
    const port = String(await freePort());
    const child = spawn(process.execPath, [`dist/${app}.js`], {
      env: { PATH: process.env.PATH, ...system.environment({ ...env, PORT: port, WORKER_PORT: port }) },
      stdio: 'ignore',
    });
    system.onClose(async () => {
      child.kill('SIGKILL');
    });
    const answers = (path: string) =>
      until(async () => (await fetch(`http://127.0.0.1:${port}${path}`).catch(() => undefined))?.ok);
    return { child, answers };
  };

  const end = async (child: ChildProcess) => {
    const began = performance.now();
    const ended = once(child, 'exit');
    child.kill('SIGTERM');
    await ended;
    return performance.now() - began;
  };

  /** How long it takes to end at TERM, after it has noticed what is missing and is in the middle of trying. */
  async function stop(app: 'api' | 'worker', missing: Missing, how: How): Promise<number> {
    const { env, take } = await reach();
    const { child, answers } = await start(app, env);
    await answers('/readyz');
    take(missing, how);
    await sleep(2_000);
    return end(child);
  }

  it.each([
    [
      'worker that lost Redis',
      'worker',
      [
        ['Redis', 'refuse'],
        ['Redis', 'swallow'],
      ],
    ],
    [
      'worker that lost PostgreSQL, or both',
      'worker',
      [
        ['PostgreSQL', 'swallow'],
        ['both', 'swallow'],
      ],
    ],
    [
      'api that lost both',
      'api',
      [
        ['both', 'refuse'],
        ['both', 'swallow'],
      ],
    ],
  ] as const)(
    'should end a %s at TERM, whether that is refused or not answered',
    async (_what, app, ways) => {
      const took = await Promise.all(ways.map(([missing, how]) => stop(app, missing, how)));
      for (const ms of took) expect(ms).toBeLessThan(STOP_MS);
    },
  );

  it('should start a worker without Redis, and end it at TERM', async () => {
    const { env, take } = await reach();
    take('Redis', 'refuse');
    const { child, answers } = await start('worker', env);
    await answers('/readyz');
    expect(await end(child)).toBeLessThan(STOP_MS);
  });

  it('should not start without PostgreSQL, and say so', async () => {
    const { env, take } = await reach();
    take('PostgreSQL', 'swallow');
    const { child } = await start('worker', env);
    const [code] = (await once(child, 'exit')) as [number | null];
    expect(code).toBe(1);
  });
});
