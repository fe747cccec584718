import { Redis } from 'ioredis';
import type { BatchBody, DownloadBody } from '@app/testing/client';
import { recovered } from '@app/testing/recovery';
import { ANA, HISTORY } from '@app/testing/sandbox-school';
import { setUp } from '@app/testing/set-up';
import { until } from '@app/testing/until';
import { useSystem } from '@app/testing/use-system';

describe('RNF-009 recovering: Redis that goes away', () => {
  const system = useSystem({ workers: 2 });
  const client = setUp(() => system.client());
  let ana: number;

  beforeAll(async () => (ana = await client.connect(ANA)));

  afterEach(() => {
    system.sandbox.throttle.bytesPerSecond = 0;
  });

  const request = async (path: string) => {
    const url = system.sandbox.origin + path;
    const { status, body } = await client.post<DownloadBody>('/downloads', { url });
    expect(status).toBe(201);
    return body.id;
  };

  const running = (ids: string[]) =>
    until(async () => {
      const found = await Promise.all(ids.map((id) => client.download(id)));
      return found.every(({ status, progress_percent: percent }) => status === 'running' && percent > 0);
    });

  const endWell = async (ids: string[]) => {
    for (const id of ids)
      expect(await client.ended(id)).toMatchObject({ status: 'completed', retry_count: 0 });
  };

  /** Requests for the whole file or its rest, by address. */
  const fetches = (mark: string) => system.sandbox.faults.seen.filter(({ url }) => url.includes(mark)).length;

  it('should not keep anybody from asking for a course, which is downloaded when it is back', async () => {
    await system.redis.crash();
    const asked = performance.now();
    const alone = await request('/media/aula-1.mp4?no-redis');
    const { status, body } = await client.post<BatchBody>(`/courses/${HISTORY}/download-all`, {
      credential_id: ana,
    });
    expect(status).toBe(202);
    expect(performance.now() - asked).toBeLessThan(5_000);
    expect((await client.download(alone)).status).toBe('queued');
    await system.redis.start();
    await recovered(() => endWell([alone]));
    expect(await client.batchEnded(body.job_id)).toMatchObject({ status: 'completed', failed: 0 });
    expect(fetches('?no-redis')).toBe(1);
    expect(fetches(`/v1/courses/${HISTORY}/courseWork?`)).toBe(1);
  });

  it('should lose no download when it is emptied, and fetch none twice', async () => {
    system.sandbox.throttle.bytesPerSecond = 300_000;
    const ids: string[] = [];
    for (let number = 0; number < 12; number += 1)
      ids.push(await request(`/media/museu.mp4?emptied=${String(number)}`));
    await running(ids.slice(0, 1));
    const redis = new Redis(system.redis.url);
    await redis.flushall();
    await redis.quit();
    // Those that wait are handed over again; how long all of them take is the throttle's business.
    await recovered(() => running(ids.slice(-1)));
    await endWell(ids);
    expect(fetches('?emptied=')).toBe(12);
    const [ledger] = await (
      await system.database()
    ).query<{ count: number }[]>(
      `SELECT count(*)::int AS count FROM download_outcomes o JOIN downloads d ON d.id = o.download_id
       WHERE d.url LIKE '%?emptied=%'`,
    );
    expect(ledger?.count).toBe(12);
  });

  it('should not disturb running downloads when it is killed and comes back', async () => {
    system.sandbox.throttle.bytesPerSecond = 300_000;
    const ids = [await request('/media/aula-1.mp4?killed=1'), await request('/media/aula-2.mp4?killed=2')];
    await running(ids);
    const before = fetches('?killed=');
    await system.redis.crash();
    await new Promise((resolve) => setTimeout(resolve, 3_000));
    await system.redis.start();
    const later = await request('/media/aula-3.mp4?after');
    await recovered(() => running([later]));
    await endWell([...ids, later]);
    expect(fetches('?killed=')).toBe(before);
  });
});
