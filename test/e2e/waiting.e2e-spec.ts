import { chmod, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Client, type DownloadBody } from '@app/testing/client';
import { ADMIN, type SystemOptions, TestSystem } from '@app/testing/system';
import { until } from '@app/testing/until';

describe('RF-007 waiting: a queued download says what it waits for', () => {
  let system: TestSystem;
  let client: Client;

  afterEach(() => system.close());

  async function start(options: SystemOptions): Promise<void> {
    system = await TestSystem.start(options);
    client = system.client();
  }

  async function request(path: string, by = client): Promise<DownloadBody> {
    return (await by.post<DownloadBody>('/downloads', { url: system.sandbox.origin + path })).body;
  }

  /** The download, once it waits for this. */
  function waits(id: string, code: string): Promise<DownloadBody> {
    return until(async () => {
      const download = await client.download(id);
      return download.status === 'queued' && download.waiting_for?.code === code && download;
    });
  }

  const slowly = () => (system.sandbox.throttle.bytesPerSecond = 100_000);
  const runs = (id: string) => until(async () => (await client.download(id)).status === 'running');

  it('should say that no worker runs', async () => {
    await start({ workers: 0 });
    const { id, waiting_for } = await request('/media/aula-1.mp4');
    expect(waiting_for).toEqual({ code: 'no-worker', message: expect.any(String) as string, until: null });
    await client.delete(`/downloads/${id}`);
    expect((await client.download(id)).waiting_for).toBeNull();
  });

  it('should name the host that wants peace, and for how long, for all that wait for it', async () => {
    await start({});
    system.sandbox.faults.addFault({ path: '/media/', status: 429, headers: { 'retry-after': '600' } });
    const first = await request('/media/aula-1.mp4');
    const paused = await waits(first.id, 'host-paused');
    expect(paused).toMatchObject({ error_code: 'source.rate-limited', retry_count: 0 });
    expect(paused.waiting_for?.message).toContain('127.0.0.1');
    const minutes = (Date.parse(paused.waiting_for?.until ?? '') - Date.now()) / 60_000;
    expect(Math.round(minutes)).toBe(10);
    const second = await request('/media/aula-2.mp4');
    expect(second.waiting_for).toEqual(paused.waiting_for);
  });

  it('should say when and why it is tried again', async () => {
    await start({});
    system.sandbox.faults.addFault({ path: '/media/aula-1.mp4', status: 503 });
    const { id } = await request('/media/aula-1.mp4');
    const waiting = await waits(id, 'retry');
    expect(waiting.waiting_for).toMatchObject({ message: waiting.error_message });
    expect(Date.parse(waiting.waiting_for?.until ?? '')).toBeGreaterThan(Date.now() - 1_000);
  });

  it('should tell the limit of a host from a turn among many', async () => {
    await start({ env: { HOST_CONCURRENCY: '1' } });
    slowly();
    await runs((await request('/media/aula-1.mp4')).id);
    await waits((await request('/media/aula-2.mp4')).id, 'host-limit');
  });

  it('should say whose turn it is when every worker is busy', async () => {
    await start({ env: { MAX_CONCURRENT_DOWNLOADS: '1' } });
    slowly();
    await runs((await request('/media/aula-1.mp4')).id);
    await waits((await request('/media/aula-2.mp4')).id, 'worker');
    await waits((await request('/media/aula-3.mp4')).id, 'turn');
  });

  it('should say that somebody else fetches the same video already', async () => {
    await start({});
    slowly();
    const signedIn = await client.post<{ access_token: string }>('/auth/login', {
      username: ADMIN.email,
      password: ADMIN.password,
    });
    const admin = new Client(client.origin, signedIn.body.access_token);
    const first = await request('/media/aula-1.mp4');
    await runs(first.id);
    const second = await request('/media/aula-1.mp4', admin);
    expect(second.id).not.toBe(first.id);
    await waits(second.id, 'same-video');
    system.sandbox.throttle.bytesPerSecond = 0;
    expect(await client.ended(second.id)).toMatchObject({ status: 'completed', waiting_for: null });
  });

  describe('with a yt-dlp that cannot do it', () => {
    /** A worker whose yt-dlp says this of itself, and can do nothing else. */
    async function startWith(words: string): Promise<void> {
      await start({ workers: 0 });
      const ytdlp = join(system.directory, 'yt-dlp');
      await writeFile(ytdlp, `#!/bin/sh\necho '${words}' >&2\nexit 2\n`);
      await chmod(ytdlp, 0o755);
      await system.startWorker({ YTDLP_PATH: ytdlp });
    }

    const told = () =>
      until(async () => {
        const { body } = await client.get<{ components: { ytdlp: { version?: string } } }>('/health');
        return body.components.ytdlp.version !== undefined && body.components.ytdlp;
      });

    it('should put off what needs it, spend no attempt, and fetch everything else: it is too old', async () => {
      await startWith('[debug] yt-dlp version stable@2023.03.04 from yt-dlp/yt-dlp');
      const page = await request('/paginas/mapa.html');
      const file = await request('/media/aula-1.mp4');
      const waiting = await waits(page.id, 'retry');
      expect(waiting).toMatchObject({ error_code: 'ytdlp.unusable', retry_count: 0 });
      expect(waiting.waiting_for?.message).toContain('2023.03.04');
      expect(waiting.hint).toMatch(/operator/);
      expect((await client.ended(file.id)).status).toBe('completed');
      const detail = expect.stringMatching(/older.*install a newer one/) as string;
      expect(await told()).toMatchObject({ status: 'degraded', version: '2023.03.04', detail });
      expect(system.log.text).toContain('only direct files can be fetched');
    });

    it('should put off YouTube alone: the challenge solver is missing', async () => {
      await startWith('[debug] yt-dlp version stable@2026.10.26 from yt-dlp/yt-dlp');
      const url = 'https://www.youtube.com/watch?v=aqz-KE-bpKQ';
      const { body } = await client.post<DownloadBody>('/downloads', { url });
      const waiting = await waits(body.id, 'retry');
      expect(waiting).toMatchObject({ error_code: 'ytdlp.unusable', retry_count: 0 });
      expect(waiting.waiting_for?.message).toContain('challenge solver');
      const detail = expect.stringContaining('downloads from YouTube wait') as string;
      expect(await told()).toMatchObject({ status: 'degraded', solver: false, detail });
      expect(system.log.text).toContain('lacks its challenge solver');
    });
  });
});
