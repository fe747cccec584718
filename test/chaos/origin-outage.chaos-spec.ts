import { setTimeout as sleep } from 'node:timers/promises';
import type { DownloadBody } from '@app/testing/client';
import { recovered } from '@app/testing/recovery';
import { setUp } from '@app/testing/set-up';
import { TcpProxy } from '@app/testing/tcp-proxy';
import { until } from '@app/testing/until';
import { useSystem } from '@app/testing/use-system';

const OUTAGE_MS = 30_000;

/** Nobody listens, or the line is dead: what was asked for is fetched when that is over. */
describe('RNF-009 recovering: origins that cannot be reached', () => {
  const system = useSystem({ api: false, workers: 0 });
  let origins: TcpProxy[];

  beforeAll(async () => {
    origins = await Promise.all([1, 2, 3].map(() => TcpProxy.inFrontOf(system.sandbox.origin)));
    const env = { EGRESS_ALLOW: origins.map(({ port }) => `127.0.0.1:${String(port)}`).join(',') };
    await system.startApi(env);
    await system.startWorker(env);
  });

  const client = setUp(() => system.client());
  const database = setUp(() => system.database());

  afterEach(async () => {
    system.sandbox.throttle.bytesPerSecond = 0;
    await database.query('DELETE FROM host_pauses');
  });

  afterAll(() => Promise.all(origins.map((origin) => origin.close())));

  async function request(origin: TcpProxy, path: string): Promise<string> {
    const url = origin.url(system.sandbox.origin + path);
    return (await client.post<DownloadBody>('/downloads', { url })).body.id;
  }

  /** Requests for whole files. */
  const begun = (mark: string) =>
    system.sandbox.faults.seen.filter(({ url, range }) => url.includes(mark) && range === undefined).length;

  /** By one request, however many they are. */
  async function downloads(ids: string[]): Promise<DownloadBody[]> {
    const { body } = await client.get<{ downloads: DownloadBody[] }>('/downloads?limit=100');
    const found = body.downloads.filter(({ id }) => ids.includes(id));
    expect(found).toHaveLength(ids.length);
    return found;
  }

  /** What is asked for all the time, without the api. */
  async function statuses(ids: string[]): Promise<string[]> {
    const rows = await database.query<{ status: string }[]>(
      'SELECT status FROM downloads WHERE id = ANY ($1)',
      [ids],
    );
    return rows.map(({ status }) => status);
  }
  const areQueued = async (ids: string[]) => (await statuses(ids)).every((status) => status === 'queued');

  async function requestMany(count: number, from: TcpProxy[], mark: string): Promise<string[]> {
    const ids: string[] = [];
    for (let number = 0; number < count; number += 1)
      for (const origin of from) ids.push(await request(origin, `/media/museu.mp4${mark}&${String(number)}`));
    return ids;
  }

  async function expectPaused(origin: TcpProxy, id: string): Promise<void> {
    const waiting = await until(async () => {
      const { waiting_for: found } = await client.download(id);
      return found?.code === 'host-paused' && found;
    });
    expect(waiting.message).toContain(`127.0.0.1:${String(origin.port)} cannot be reached`);
  }

  async function runBytes(ids: string[], count: number): Promise<void> {
    await until(async () => {
      const all = await downloads(ids);
      return all.filter(({ downloaded_bytes: bytes }) => bytes > 0).length >= count;
    }, 30_000);
  }

  async function outage(cut: TcpProxy[], during: () => Promise<unknown>): Promise<void> {
    await Promise.all(cut.map((origin) => origin.stop()));
    await Promise.all([during(), sleep(OUTAGE_MS)]);
    system.sandbox.throttle.bytesPerSecond = 0;
    await Promise.all(cut.map((origin) => origin.resume()));
  }

  /** Files come in again soon, and then all of them; how long that takes is the machine's business. */
  async function recover(ids: string[]): Promise<void> {
    const completed = async () => {
      const all = await statuses(ids);
      expect(all).not.toContain('failed');
      return all.filter((status) => status === 'completed').length;
    };
    const before = await completed();
    await recovered(() => until(async () => (await completed()) > before));
    await until(async () => (await completed()) === ids.length, 180_000);
    for (const download of await downloads(ids))
      expect(download).toMatchObject({ retry_count: 0, error_code: null });
  }

  const health = async () =>
    (await client.get<{ components: { sources: { status: string; detail?: string } } }>('/health')).body
      .components.sources;

  /** So many downloads from one origin, of which four run, slowly. */
  async function slowly(count: number) {
    system.sandbox.throttle.bytesPerSecond = 40_000;
    const [origin] = origins as [TcpProxy];
    const mark = `?${crypto.randomUUID()}`;
    const ids = await requestMany(count, [origin], mark);
    await runBytes(ids, 4);
    return { origin, mark, ids };
  }

  it('should lose none of forty downloads when one origin is away for thirty seconds', async () => {
    const { origin, mark, ids } = await slowly(40);
    await outage([origin], async () => {
      await until(() => areQueued(ids));
      await expectPaused(origin, ids[20] ?? '');
    });
    await recover(ids);
    expect(begun(mark)).toBe(40);
  }, 300_000);

  it('should pause as a whole, and say so, when several origins are away at once', async () => {
    system.sandbox.throttle.bytesPerSecond = 40_000;
    const mark = `?${crypto.randomUUID()}`;
    const ids = await requestMany(4, origins, mark);
    ids.push(await request(origins[0]!, `/paginas/mapa.html${mark}`));
    await runBytes(ids, 4);
    await outage(origins, async () => {
      await until(async () => (await client.download(ids.at(-1) ?? '')).waiting_for?.code === 'uplink-down');
      await until(async () => (await health()).detail?.includes('No source can be reached'));
      expect(await health()).toMatchObject({ status: 'degraded' });
    });
    await recover(ids);
    await until(async () => (await health()).status === 'ok');
    expect(begun(`/media/museu.mp4${mark}`)).toBe(12);
  }, 300_000);

  it('should pause and go on in the same way when an origin takes connections and says nothing', async () => {
    const { origin, mark, ids } = await slowly(12);
    origin.swallow(true);
    await until(() => areQueued(ids), 120_000);
    await expectPaused(origin, ids[8] ?? '');
    system.sandbox.throttle.bytesPerSecond = 0;
    origin.swallow(false);
    await recover(ids);
    expect(begun(mark)).toBe(12);
  }, 400_000);
});
