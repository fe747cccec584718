import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { NodeProcessRunner } from '@app/process';
import { DataSource } from 'typeorm';
import { freePort } from '@app/testing/free-port';
import { LocalPostgres } from '../../apps/local/src/services/local-postgres';
import { dataSourceOptions } from '../../libs/database/src/data-source-options';
import type { Client, DownloadBody } from '@app/testing/client';
import { temporaryDirectory } from '@app/testing/parts';
import { recovered } from '@app/testing/recovery';
import { TestSystem } from '@app/testing/system';
import { until } from '@app/testing/until';

/** What runs goes on or comes back, and what is finished stays so, when PostgreSQL is killed and started again. */
describe('RNF-009 recovering: PostgreSQL that goes away', () => {
  let postgres: LocalPostgres;
  let system: TestSystem;
  let client: Client;
  let afterClose: () => Promise<void>;

  beforeAll(async () => {
    const directory = await temporaryDirectory();
    const port = await freePort();
    postgres = new LocalPostgres(new NodeProcessRunner(), {
      directory: join(directory.path, 'postgres'),
      port,
      password: 'only-for-tests',
    });
    await postgres.start();
    await postgres.createDatabase('classroom');
    const databaseUrl = postgres.url('classroom');
    const options = dataSourceOptions({ url: databaseUrl, poolSize: 1, applicationName: 'tests' });
    const migrations = await new DataSource(options).initialize();
    await migrations.runMigrations();
    await migrations.destroy();
    system = await TestSystem.start({ workers: 0, databaseUrl });
    for (let count = 0; count < 2; count += 1)
      await system.startWorker({ STAGING_DIR: join(system.directory, 'staging') });
    client = system.client();
    afterClose = async () => {
      await postgres.stop();
      await directory.remove();
    };
  });

  afterEach(() => {
    system.sandbox.throttle.bytesPerSecond = 0;
  });

  afterAll(async () => {
    await system.close();
    await afterClose();
  });

  const request = async (path: string) => {
    const url = system.sandbox.origin + path;
    return (await client.post<DownloadBody>('/downloads', { url })).body.id;
  };

  const running = (id: string) =>
    until(async () => {
      const { status, progress_percent: percent } = await client.download(id);
      return status === 'running' && percent > 0;
    });

  const awayFor = async (ms: number) => {
    await postgres.crash();
    await new Promise((resolve) => setTimeout(resolve, ms));
    await postgres.start();
  };

  const endWell = async (id: string, original: string) => {
    const done = await until(async () => {
      const { status, body } = await client.get<DownloadBody>(`/downloads/${id}`);
      return status === 200 && body.status !== 'queued' && body.status !== 'running' && body;
    });
    expect(done).toMatchObject({ status: 'completed', retry_count: 0, error_code: null });
    const bytes = await readFile(system.sandbox.web.get(original) ?? '');
    expect(done.sha256).toBe(createHash('sha256').update(bytes).digest('hex'));
  };

  const seen = (mark: string) => system.sandbox.faults.seen.filter(({ url }) => url.includes(mark));

  it.each([
    ['not even restart what runs when it is back soon', 'soon', 300_000, 2_000],
    ['be told of a file that was finished while it was away', 'finished', 700_000, 6_000],
  ])('should %s', async (_title, mark, bytesPerSecond, awayMs) => {
    system.sandbox.throttle.bytesPerSecond = bytesPerSecond;
    const id = await request(`/media/aula-1.mp4?${mark}`);
    await running(id);
    const before = seen(`?${mark}`).length;
    await awayFor(awayMs);
    await recovered(() => endWell(id, 'aula-1.mp4'));
    expect(seen(`?${mark}`)).toHaveLength(before);
  });

  it('should find what ran interrupted after a long absence, and gone on with', async () => {
    system.sandbox.throttle.bytesPerSecond = 150_000;
    const id = await request('/media/aula-1.mp4?long');
    await running(id);
    await awayFor(16_000);
    system.sandbox.throttle.bytesPerSecond = 0;
    await recovered(() => endWell(id, 'aula-1.mp4'));
    expect(seen('?long').some(({ range }) => /^bytes=[1-9]/.test(range ?? ''))).toBe(true);
    expect(seen('?long').filter(({ range }) => range === undefined)).toHaveLength(1);
  });

  it('should be answered for with 503 meanwhile, and no word of what is inside', async () => {
    await postgres.crash();
    const { status, body, headers } = await client.get<{ code: string; detail: string }>('/downloads');
    expect(status).toBe(503);
    expect(body.code).toBe('service.unavailable');
    expect(headers.get('retry-after')).not.toBeNull();
    expect(JSON.stringify(body)).not.toMatch(/ECONN|postgres|127\.0\.0\.1/);
    await postgres.start();
    await recovered(() => until(async () => (await client.get('/downloads')).status === 200));
  });
});
