import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { freePort } from '../../apps/local/src/services/free-port';
import { testDatabase } from '@app/testing/parts';
import { TestSystem } from '@app/testing/system';
import { TcpProxy } from '@app/testing/tcp-proxy';
import { until } from '@app/testing/until';

/** What docs/operations.md promises, and what a busy machine adds. */
const STOP_MS = 22_000;

type Missing = 'Redis' | 'PostgreSQL' | 'both';

/** A process that is asked to end does so, whatever it would say goodbye to. */
describe('RNF-009 stopping without Redis, without PostgreSQL, without both', () => {
  let parts: Awaited<ReturnType<typeof testDatabase>>;
  let postgres: TcpProxy;
  let redis: TcpProxy;
  let system: TestSystem;
  let env: Record<string, string>;

  beforeAll(async () => {
    parts = await testDatabase();
    system = await TestSystem.start({ api: false, workers: 0, databaseUrl: parts.url });
  });

  beforeEach(async () => {
    postgres = await TcpProxy.inFrontOf(parts.url);
    redis = await TcpProxy.inFrontOf(system.redis.url);
    env = { DATABASE_URL: postgres.url(parts.url), REDIS_URL: redis.url(system.redis.url) };
  });

  afterEach(async () => {
    await postgres.close();
    await redis.close();
  });

  afterAll(async () => {
    await system.close();
    await parts.drop();
  });

  const start = async (app: 'api' | 'worker') => {
    const port = String(await freePort());
    const child = spawn(process.execPath, [`dist/apps/${app}/src/main.js`], {
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

  const take = (missing: Missing, how: 'refuse' | 'swallow') => {
    for (const proxy of [
      ...(missing === 'PostgreSQL' ? [] : [redis]),
      ...(missing === 'Redis' ? [] : [postgres]),
    ]) {
      if (how === 'swallow') proxy.swallow(true);
      else {
        proxy.refuse(Buffer.alloc(0));
        proxy.cut();
      }
    }
  };

  const end = async (child: ChildProcess) => {
    const began = performance.now();
    const ended = once(child, 'exit');
    child.kill('SIGTERM');
    await ended;
    return performance.now() - began;
  };

  it.each([
    ['worker', 'Redis', 'refuse'],
    ['worker', 'Redis', 'swallow'],
    ['worker', 'PostgreSQL', 'swallow'],
    ['worker', 'both', 'swallow'],
    ['api', 'both', 'refuse'],
    ['api', 'both', 'swallow'],
  ] as const)('should end a %s that lost %s (%s) at TERM', async (app, missing, how) => {
    const { child, answers } = await start(app);
    await answers('/readyz');
    take(missing, how);
    // It has noticed, and is in the middle of trying.
    await new Promise((resolve) => setTimeout(resolve, 2_000));
    const took = await end(child);
    expect(took).toBeLessThan(STOP_MS);
  });

  it('should start a worker without Redis, and end it at TERM', async () => {
    take('Redis', 'refuse');
    const { child, answers } = await start('worker');
    await answers('/readyz');
    expect(await end(child)).toBeLessThan(STOP_MS);
  });

  it('should not start without PostgreSQL, and say so', async () => {
    take('PostgreSQL', 'swallow');
    const { child } = await start('worker');
    const [code] = (await once(child, 'exit')) as [number | null];
    expect(code).toBe(1);
  });
});
