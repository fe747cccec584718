import { randomBytes } from 'node:crypto';
import { stat } from 'node:fs/promises';
import type { DataSource } from 'typeorm';
import { Client, type DownloadBody } from '@app/testing/client';
import { TestSystem } from '@app/testing/system';
import { until } from '@app/testing/until';

/** Several callers of one school want the same file at once: one run fetches it, whatever becomes of its leader. */
describe('RF-007 workers: one file that many ask for', () => {
  let system: TestSystem;
  let callers: Client[];
  let database: DataSource;

  beforeAll(async () => {
    const keys = Array.from({ length: 4 }, () => `cdl_${randomBytes(24).toString('base64url')}`);
    system = await TestSystem.start({
      workers: 2,
      env: {
        WORKER_MAX_RETRIES: '1',
        BOOTSTRAP_API_KEYS: keys.map((key) => `school:${key}`).join(','),
      },
    });
    database = await system.database();
    callers = keys.map((key) => new Client(system.origin, key));
  });

  afterEach(() => {
    system.sandbox.throttle.bytesPerSecond = 0;
    system.sandbox.faults.clear();
  });

  afterAll(() => system.close());

  const admin = () => callers[0] ?? system.client();
  const fetches = (mark: string) =>
    system.sandbox.faults.seen.filter(({ method, url }) => method === 'GET' && url.includes(mark)).length;

  /** The first asks and is running; then the others ask. Ids in that order. */
  async function askInTurn(path: string, phase = 'downloading'): Promise<string[]> {
    const ids: string[] = [];
    for (const caller of callers) {
      const { status, body } = await caller.post<DownloadBody>('/downloads', {
        url: system.sandbox.origin + path,
      });
      expect(status).toBe(201);
      ids.push(body.id);
      if (ids.length === 1) await until(async () => (await admin().download(body.id)).phase === phase);
    }
    expect(new Set(ids).size).toBe(callers.length);
    return ids;
  }

  const ends = (ids: string[]) => Promise.all(ids.map((id) => admin().ended(id)));

  it('should be fetched once and given to all', async () => {
    system.sandbox.throttle.bytesPerSecond = 700_000;
    const ids = await askInTurn('/media/museu.mp4?together');
    const ended = await ends(ids);
    expect(new Set(ended.map(({ status, sha256 }) => `${status} ${String(sha256)}`)).size).toBe(1);
    expect(ended[0]?.status).toBe('completed');
    expect(fetches('?together')).toBe(1);
    // Whoever waits is handed to a worker once, learns that it waits, and has no job until the end.
    const rows = await database.query<{ generation: number }[]>(
      'SELECT generation FROM downloads WHERE id = ANY ($1) AND generation > 1',
      [ids],
    );
    expect(rows).toEqual([]);
  });

  it('should stay as long as one of them keeps it', async () => {
    system.sandbox.throttle.bytesPerSecond = 700_000;
    const [mine = '', ...others] = await askInTurn('/media/museu.mp4?kept');
    await ends([mine, ...others]);
    const path = system.pathOf((await admin().download(mine)).file_path);
    for (const [index, id] of [mine, ...others.slice(0, -1)].entries()) {
      expect((await callers[index]?.delete(`/downloads/${id}?purge=true`))?.status).toBe(204);
      expect((await stat(path)).size).toBeGreaterThan(0);
    }
    expect((await admin().get(`/downloads/${others.at(-1) ?? ''}/file`)).status).toBe(200);
    await admin().delete(`/downloads/${others.at(-1) ?? ''}?purge=true`);
    await expect(stat(path)).rejects.toThrow('ENOENT');
  });

  it('should be gone on with by one of the others when its leader is cancelled', async () => {
    system.sandbox.throttle.bytesPerSecond = 200_000;
    const [leader = '', ...others] = await askInTurn('/media/museu.mp4?cancelled');
    expect((await admin().delete(`/downloads/${leader}`)).status).toBe(204);
    system.sandbox.throttle.bytesPerSecond = 0;
    for (const { status } of await ends(others)) expect(status).toBe('completed');
    expect((await admin().download(leader)).status).toBe('cancelled');
    expect(fetches('?cancelled')).toBe(2);
  });

  it('should be fetched by one of the others when its leader has failed for good', async () => {
    const contains = '?failing';
    system.sandbox.faults.addFault({ path: '/media', contains, delayMs: 2_000, drop: true, times: 1 });
    const [leader, ...others] = await ends(await askInTurn('/media/museu.mp4?failing', 'resolving'));
    expect(leader).toMatchObject({ status: 'failed', error_code: 'source.unreachable' });
    for (const { status } of others) expect(status).toBe('completed');
    expect(fetches('?failing')).toBe(2);
  });

  it('should be gone on with when nothing is known of its leader any more', async () => {
    system.sandbox.throttle.bytesPerSecond = 100_000;
    const [leader = '', ...others] = await askInTurn('/media/museu.mp4?forgotten');
    const waiting = async (id: string) => (await admin().download(id)).waiting_for?.code === 'same-video';
    for (const id of others) await until(() => waiting(id));
    await database.query('DELETE FROM downloads WHERE id = $1', [leader]);
    system.sandbox.throttle.bytesPerSecond = 0;
    for (const { status } of await ends(others)) expect(status).toBe('completed');
    expect(fetches('?forgotten')).toBe(2);
  });

  it('should be missed by all at once when it is gone', async () => {
    system.sandbox.faults.addFault({ path: '/media/gone.mp4', status: 404, delayMs: 1_500 });
    const ids: string[] = [];
    for (const caller of callers)
      ids.push(
        (await caller.post<DownloadBody>('/downloads', { url: `${system.sandbox.origin}/media/gone.mp4` }))
          .body.id,
      );
    for (const download of await ends(ids))
      expect(download).toMatchObject({ status: 'failed', error_code: 'source.removed' });
    expect(fetches('/media/gone.mp4')).toBeLessThanOrEqual(2);
  });
});
