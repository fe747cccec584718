import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { BlackHole } from '@app/testing/black-hole';
import { Client, type DownloadBody } from '@app/testing/client';
import { freePort } from '@app/testing/free-port';
import { ANA, HISTORY } from '@app/testing/sandbox-school';
import { setUp } from '@app/testing/set-up';
import { until } from '@app/testing/until';
import { useSystem } from '@app/testing/use-system';
import { WorkerProcess } from '@app/testing/worker-process';

/** What a person waits for an answer at most, while Google drops what we send: a call for each list of courses. */
const GOOGLE_MS = 60_000;
const STOP_MS = 22_000;

/**
 * A firewall that drops: no RST says that nobody is there, and the kernel by itself tries for two minutes. All that is
 * tested here is a matter of waiting, so it is waited for at the same time.
 */
describe('RNF-009 recovering: hosts that do not even answer to a connection', () => {
  let hole: BlackHole;

  beforeAll(async () => (hole = await BlackHole.open()));

  const system = useSystem(() => ({ workers: 0, allow: [`127.0.0.1:${String(hole.port)}`] }));
  const client = setUp(() => system.client());
  const database = setUp(() => system.database());
  let ana: number;

  beforeAll(async () => {
    // Its downloads need nothing of Google.
    await system.startWorker({ GOOGLE_ROOT_URL: hole.origin });
    ana = await client.connect(ANA);
  });

  afterAll(() => hole.close());

  /** It waits for the host, and has spent nothing. */
  async function waitsForHost(id: string): Promise<void> {
    const download = await until(async () => {
      const found = await client.download(id);
      return found.error_code === 'source.unreachable' && found;
    });
    expect(download).toMatchObject({ status: 'queued', retry_count: 0 });
  }

  it.concurrent.each(['api', 'worker'])(
    'should end a process (%s) that finds no PostgreSQL at its start',
    async (app) => {
      const port = String(await freePort());
      const url = new URL(system.databaseUrl);
      url.host = `127.0.0.1:${String(hole.port)}`;
      const env = system.environment({ DATABASE_URL: url.href, PORT: port, WORKER_PORT: port });
      const child = spawn(process.execPath, [`dist/${app}.js`], {
        env: { PATH: process.env.PATH, ...env },
        stdio: 'ignore',
      });
      system.onClose(async () => {
        child.kill('SIGKILL');
      });
      const [code] = (await once(child, 'exit')) as [number | null];
      expect(code).toBe(1);
    },
  );

  it.concurrent(
    'should answer a request for such a link at once, and have its download wait for the host',
    async () => {
      const asked = performance.now();
      const url = `${hole.origin}/aula.mp4`;
      const { status, body } = await client.post<DownloadBody>('/downloads', { url });
      expect(status).toBe(201);
      expect(performance.now() - asked).toBeLessThan(5_000);
      await waitsForHost(body.id);
    },
  );

  it.concurrent('should bound the connections of yt-dlp in the same way', async () => {
    const path = '/paginas/mapa.html';
    const moved = { status: 302, headers: { location: `${hole.origin}/video.html` } };
    // The direct fetcher sees the page, and yt-dlp is led away from it.
    system.sandbox.faults.addFault({ path, contains: '?led-away', after: 1, ...moved });
    const url = `${system.sandbox.origin}${path}?led-away`;
    const { body } = await client.post<DownloadBody>('/downloads', { url });
    await waitsForHost(body.id);
  });

  it.concurrent('should tell within a minute that Google does not answer', async () => {
    const origin = await cutOffApi();
    const there = new Client(origin, client.token);
    const asked = performance.now();
    const { status } = await there.get(`/courses?credential_id=${String(ana)}`);
    expect([502, 503, 504]).toContain(status);
    expect(performance.now() - asked).toBeLessThan(GOOGLE_MS);
    expect((await there.get('/livez')).status).toBe(200);
  });

  it.concurrent(
    'should have a batch whose course cannot be read tried again, without an attempt or a crash counted',
    async () => {
      const { body } = await client.post<{ job_id: string }>(`/courses/${HISTORY}/download-all`, {
        credential_id: ana,
      });
      const row = await until(async () => {
        const [found] = await database.query<Record<string, unknown>[]>(
          'SELECT stage, attempt, crash_count, error_code FROM batches WHERE id = $1 AND error_code IS NOT NULL',
          [body.job_id],
        );
        return found;
      });
      expect(row).toEqual({
        stage: 'discovering',
        attempt: 0,
        crash_count: 0,
        error_code: 'google.unavailable',
      });
    },
  );

  it.concurrent('should start a worker without Redis, which ends at TERM', async () => {
    const worker = await WorkerProcess.start(system, { REDIS_URL: `redis://127.0.0.1:${String(hole.port)}` });
    const told = performance.now();
    await worker.kill('SIGTERM');
    expect(performance.now() - told).toBeLessThan(STOP_MS);
  });

  /** An api from which Google is not to be reached. */
  async function cutOffApi(): Promise<string> {
    const app = await system.startApi({ GOOGLE_ROOT_URL: hole.origin });
    return (await app.getUrl()).replace('[::1]', '127.0.0.1');
  }
});
