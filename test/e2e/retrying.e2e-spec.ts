import type { DownloadBody } from '@app/testing/client';
import { setUp } from '@app/testing/set-up';
import { until } from '@app/testing/until';
import { useSystem } from '@app/testing/use-system';

describe('RNF-008 failing and trying again', () => {
  const system = useSystem();
  const client = setUp(() => system.client());

  afterEach(() => {
    system.sandbox.throttle.bytesPerSecond = 0;
    system.sandbox.faults.clear();
  });

  const url = (path: string) => system.sandbox.origin + path;
  const request = (body: object) => client.post<DownloadBody>('/downloads', body);
  const retry = (id: string) => client.post<DownloadBody>(`/downloads/${id}/retry`);
  const retryFailed = async () =>
    (await client.post<{ retried: number }>('/downloads/retry-failed')).body.retried;
  const active = async () => {
    const { body } = await client.get<{ downloads: DownloadBody[] }>('/downloads?limit=500');
    return body.downloads.filter(({ status }) => status === 'queued' || status === 'running').length;
  };

  /** Asks for it while it is not there. */
  async function failed(path: string): Promise<string> {
    const lift = system.sandbox.faults.addFault({ path, status: 404 });
    const { body } = await request({ url: url(path) });
    expect((await client.ended(body.id)).status).toBe('failed');
    lift();
    return body.id;
  }

  it('should fail for good and say why, then succeed when the reason is gone', async () => {
    const { body } = await request({ url: url('/media/later.mp4') });
    expect(await client.ended(body.id)).toMatchObject({
      status: 'failed',
      error_code: 'source.removed',
      error_message: 'The video is no longer there.',
      hint: 'Ask the teacher for another link.',
      retry_count: 1,
    });
    system.sandbox.web.set('later.mp4', system.sandbox.web.get('museu.mp4') ?? '');
    const again = await client.post<DownloadBody>(`/downloads/${body.id}/retry`);
    expect(again).toMatchObject({
      status: 202,
      body: { status: 'queued', error_code: null, retry_count: 0 },
    });
    expect((await client.ended(body.id)).status).toBe('completed');
    expect(await client.post(`/downloads/${body.id}/retry`)).toMatchObject({
      status: 409,
      body: { code: 'download.not-retryable' },
    });
  });

  it('should not take a login page for a video', async () => {
    system.sandbox.faults.addFault({
      path: '/media/login.mp4',
      status: 200,
      headers: { 'content-type': 'video/mp4' },
      body: '<html>Sign in</html>',
    });
    const { body } = await request({ url: url('/media/login.mp4') });
    expect(await client.ended(body.id)).toMatchObject({
      status: 'failed',
      error_code: 'source.not-a-video',
    });
  });

  it('should try a passing error again by itself, after a pause', async () => {
    system.sandbox.faults.addFault({ path: '/media/flaky.mp4', status: 503, times: 1 });
    system.sandbox.web.set('flaky.mp4', system.sandbox.web.get('museu.mp4') ?? '');
    const { body } = await request({ url: url('/media/flaky.mp4') });
    expect(await client.ended(body.id)).toMatchObject({ status: 'completed', retry_count: 1 });
    const asked = system.sandbox.faults.seen.filter(({ url: seen }) => seen.startsWith('/media/flaky.mp4'));
    expect(asked).toHaveLength(2);
    expect((asked[1]?.at ?? 0) - (asked[0]?.at ?? 0)).toBeGreaterThanOrEqual(1_000);
  });

  it('should try all failed ones again', async () => {
    const { body } = await request({ url: url('/media/never.mp4') });
    await client.ended(body.id);
    const { body: answer } = await client.post<{ retried: number }>('/downloads/retry-failed');
    expect(answer.retried).toBeGreaterThanOrEqual(1);
    expect((await client.ended(body.id)).status).toBe('failed');
  });

  it('should be done once when it is asked for many times at once', async () => {
    const id = await failed('/media/museu.mp4?many');
    system.sandbox.throttle.bytesPerSecond = 150_000;
    const answers = await Promise.all(Array.from({ length: 10 }, () => retry(id)));
    expect(answers.map(({ status }) => status).sort()).toEqual([202, ...Array<number>(9).fill(409)]);
    system.sandbox.throttle.bytesPerSecond = 0;
    expect(await client.ended(id)).toMatchObject({ status: 'completed', retry_count: 0 });
  });

  it('should be done once for a video that failed more than once', async () => {
    const [older, newer] = [await failed('/media/museu.mp4?twice'), await failed('/media/museu.mp4?twice')];
    expect(newer).not.toBe(older);
    await retryFailed();
    expect((await client.ended(newer)).status).toBe('completed');
    expect((await client.download(older)).status).toBe('failed');
    expect((await retry(older)).status).toBe(202);
    expect((await client.ended(older)).status).toBe('completed');
  });

  it('should say so when the same video is on its way already', async () => {
    const id = await failed('/media/museu.mp4?under-way');
    system.sandbox.throttle.bytesPerSecond = 150_000;
    const { body } = await request({ url: url('/media/museu.mp4?under-way') });
    expect(body.id).not.toBe(id);
    expect(await retry(id)).toMatchObject({
      status: 409,
      body: { code: 'download.under-way', download_id: body.id },
    });
    await retryFailed();
    expect((await client.download(id)).status).toBe('failed');
    await client.delete(`/downloads/${body.id}`);
    expect((await retry(id)).status).toBe(202);
  });

  it('should never bring one video on its way twice, whatever comes at once', async () => {
    const id = await failed('/media/museu.mp4?race');
    await until(async () => (await active()) === 0);
    system.sandbox.throttle.bytesPerSecond = 50_000;
    for (let round = 0; round < 5; round += 1) {
      const answers = await Promise.all(
        Array.from({ length: 12 }, (_, index) =>
          index % 2 === 0 ? retry(id) : request({ url: url('/media/museu.mp4?race') }),
        ),
      );
      expect(answers.filter(({ status }) => ![200, 201, 202, 409].includes(status))).toEqual([]);
      expect(await active()).toBe(1);
      for (const { body } of answers) if (body.id) await client.delete(`/downloads/${body.id}`);
    }
  });
});
