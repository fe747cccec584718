import { randomBytes } from 'node:crypto';
import { Client, type DownloadBody } from '@app/testing/client';
import { addPerson } from '@app/testing/people';
import { TestSystem } from '@app/testing/system';
import { until } from '@app/testing/until';

describe('fairness and room', () => {
  let system: TestSystem;
  let big: Client;
  let small: Client;

  beforeAll(async () => {
    system = await TestSystem.start({ env: { MAX_CONCURRENT_DOWNLOADS: '2', FAIR_WAIT_SECONDS: '2' } });
    big = system.client('school');
    small = system.client('other');
  });

  afterEach(async () => {
    system.sandbox.throttle.bytesPerSecond = 0;
    // What still runs would be slowed down by the next test, in a slot that it counts on.
    await until(async () => (await underWay(big)) + (await underWay(small)) === 0);
  });

  afterAll(() => system.close());

  const request = async (client: Client, path: string, { sandbox } = system, more: object = {}) =>
    (await client.post<DownloadBody>('/downloads', { url: sandbox.origin + path, ...more })).body.id;
  const count = async (client: Client, status: string) =>
    (await client.get<{ total: number }>(`/downloads?status=${status}`)).body.total;
  const underWay = async (client: Client) =>
    (await count(client, 'queued')) + (await count(client, 'running'));
  const waiting = (client: Client) => count(client, 'queued');

  it('should serve a school with two videos long before one with forty has all of its', async () => {
    system.sandbox.throttle.bytesPerSecond = 2_000_000;
    for (let number = 0; number < 40; number += 1)
      await request(big, `/media/museu.mp4?big=${String(number)}`);
    const ids = [await request(small, '/media/museu.mp4?a'), await request(small, '/media/museu.mp4?b')];
    for (const id of ids) expect((await small.ended(id)).status).toBe('completed');
    expect(await waiting(big)).toBeGreaterThan(25);
    system.sandbox.throttle.bytesPerSecond = 0;
  });

  it('should make way for a school of which nothing runs, and keep the bytes of who makes way', async () => {
    // None of them would end before the one that comes late.
    system.sandbox.throttle.bytesPerSecond = 5_000;
    const slow = await Promise.all(
      [1, 2, 3, 4].map((number) => request(big, `/media/museu.mp4?slow=${String(number)}`)),
    );
    const states = async () =>
      (await Promise.all(slow.map((id) => big.download(id)))).map((one) => one.status);
    await until(async () => (await states()).filter((status) => status === 'running').length === 2);
    const late = await request(small, '/media/museu.mp4?late');
    await until(async () => (await small.download(late)).status === 'running');
    expect((await states()).filter((status) => status === 'running')).toHaveLength(1);
    system.sandbox.throttle.bytesPerSecond = 0;
    expect((await small.ended(late)).status).toBe('completed');
    for (const id of slow) expect(await big.ended(id)).toMatchObject({ status: 'completed', retry_count: 0 });
  });

  it('should serve a person with one video long before another of the school has forty', async () => {
    const { client: bia } = await addPerson(system, { name: 'bia' });
    system.sandbox.throttle.bytesPerSecond = 2_000_000;
    for (let number = 0; number < 40; number += 1)
      await request(big, `/media/museu.mp4?many=${String(number)}`);
    expect((await bia.ended(await request(bia, '/media/museu.mp4?hers'))).status).toBe('completed');
    expect(await waiting(big)).toBeGreaterThan(25);
    system.sandbox.throttle.bytesPerSecond = 0;
  }, 90_000);

  it('should put a newcomer before what a school has with the workers already', async () => {
    const patient = await TestSystem.start({
      env: { MAX_CONCURRENT_DOWNLOADS: '2', FAIR_WAIT_SECONDS: '600' },
    });
    const database = await patient.database();
    const rows = async (where: string) =>
      (await database.query<unknown[]>(`SELECT 1 FROM downloads WHERE ${where}`)).length;
    try {
      patient.sandbox.throttle.bytesPerSecond = 5_000;
      for (let number = 0; number < 6; number += 1)
        await request(patient.client('school'), `/media/museu.mp4?${String(number)}`, patient);
      await until(async () => (await rows('enqueued_at IS NOT NULL')) === 4);
      const late = await request(patient.client('other'), '/media/museu.mp4?late', patient);
      await until(async () => (await rows(`id = '${late}' AND enqueued_at IS NOT NULL`)) === 1);
      patient.sandbox.throttle.bytesPerSecond = 400_000;
      await patient.client('other').ended(late);
      const before = `started_at < (SELECT started_at FROM downloads WHERE id = '${late}')`;
      // The two that ran may end together: then one of the school and the newcomer begin together.
      expect(await rows(before)).toBeLessThan(4);
    } finally {
      await patient.close();
    }
  });

  it('should take the more urgent of one person first', async () => {
    system.sandbox.throttle.bytesPerSecond = 400_000;
    const before: string[] = [];
    for (let number = 0; number < 12; number += 1)
      before.push(await request(big, `/media/museu.mp4?usual=${String(number)}`));
    const urgent = await request(big, '/media/museu.mp4?urgent', system, { priority: 9 });
    system.sandbox.throttle.bytesPerSecond = 2_000_000;
    await big.ended(urgent);
    const others = await Promise.all(before.map((id) => big.download(id)));
    expect(others.filter(({ status }) => status === 'queued').length).toBeGreaterThan(3);
    system.sandbox.throttle.bytesPerSecond = 0;
    for (const id of before) await big.ended(id);
  });

  it('should let three schools take turns at a host that takes one at a time', async () => {
    const tenants = ['one', 'two', 'three'];
    const keys = new Map(tenants.map((tenant) => [tenant, `cdl_${randomBytes(24).toString('base64url')}`]));
    const bootstrap = [...keys].map(([tenant, key]) => `${tenant}:${key}`).join(',');
    const shared = await TestSystem.start({
      env: { BOOTSTRAP_API_KEYS: bootstrap, HOST_CONCURRENCY: '1' },
      workers: 0,
    });
    const database = await shared.database();
    try {
      for (const [tenant, key] of keys)
        for (let number = 0; number < 4; number += 1)
          await request(
            new Client(shared.origin, key),
            `/media/museu.mp4?${tenant}${String(number)}`,
            shared,
          );
      await shared.startWorker();
      const left = () => database.query(`SELECT 1 FROM downloads WHERE status <> 'completed'`);
      await until(async () => ((await left()) as object[]).length === 0);
      const rows = await database.query<{ tenant: string }[]>(
        'SELECT tenant_id AS tenant FROM downloads ORDER BY started_at',
      );
      for (let round = 0; round < 12; round += 3)
        expect(
          rows
            .slice(round, round + 3)
            .map(({ tenant }) => tenant)
            .sort(),
        ).toEqual([...tenants].sort());
    } finally {
      await shared.close();
    }
  });

  it('should give nothing to a worker whose disk is full, and go on when there is room', async () => {
    const full = await TestSystem.start({ env: { MIN_FREE_BYTES: '100000000G' } });
    try {
      const url = `${full.sandbox.origin}/media/museu.mp4`;
      const { body } = await full.client().post<DownloadBody>('/downloads', { url });
      await new Promise((resolve) => setTimeout(resolve, 2_500));
      expect(await full.client().download(body.id)).toMatchObject({ status: 'queued', retry_count: 0 });
      await full.startWorker({ MIN_FREE_BYTES: '1M' });
      expect((await full.client().ended(body.id)).status).toBe('completed');
    } finally {
      await full.close();
    }
  });
});
