import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { DownloadBody } from '@app/testing/client';
import { EventStreamClient } from '@app/testing/event-stream';
import { addPerson } from '@app/testing/people';
import { setUp } from '@app/testing/set-up';
import { until } from '@app/testing/until';
import { useSystem } from '@app/testing/use-system';

const PROGRESS = ['progress_update', 'download_completed'];

describe('RF-008 downloads watched over event streams', () => {
  const system = useSystem();
  const client = setUp(() => system.client());
  let second: string;
  let secondApi: NestFastifyApplication;
  const bearer = (token: string) => ({ authorization: `Bearer ${token}` });
  const open = (
    path: string,
    headers: Record<string, string> = bearer(client.token),
    origin = system.origin,
  ) => EventStreamClient.open(origin + path, headers);

  beforeAll(async () => {
    secondApi = await system.startApi();
    second = await secondApi.getUrl();
  });

  async function request(path: string): Promise<DownloadBody> {
    return (await client.post<DownloadBody>('/downloads', { url: system.sandbox.origin + path })).body;
  }

  it('should show a download at every replica, from the present state to the end', async () => {
    system.sandbox.throttle.bytesPerSecond = 800_000;
    const { id } = await request('/media/aula-1.mp4?watched');
    const streams = await Promise.all([
      open(`/downloads/${id}/stream`),
      open(`/api/v1/downloads/${id}/stream`, bearer(client.token), second),
    ]);
    for (const stream of streams) {
      expect(stream.status).toBe(200);
      expect(stream.headers.get('content-type')).toMatch(/^text\/event-stream/);
      expect(stream.headers.get('cache-control')).toContain('no-cache');
      expect(stream.headers.get('x-accel-buffering')).toBe('no');
      await stream.next('download_completed');
      await until(() => stream.isEnded);
      const [first, state] = stream.events;
      expect(first?.data).toMatchObject({ type: 'connection_established', download_id: id });
      expect(state?.data).toMatchObject({ type: 'progress_update', download_id: id });
      const states = stream.events.slice(1);
      expect(states.every(({ data }) => PROGRESS.includes(data.type))).toBe(true);
      const progress = states.map(({ data }) => Number(data.progress));
      expect(progress).toEqual([...progress].sort((left, right) => left - right));
      expect(new Set(progress).size).toBeGreaterThanOrEqual(4);
      expect(states.at(-1)?.data).toMatchObject({
        status: 'completed',
        progress: 100,
        message: 'Download concluído',
        file_path: expect.any(String) as string,
      });
      expect(stream.types().filter((type) => type === 'download_completed')).toHaveLength(1);
    }
    system.sandbox.throttle.bytesPerSecond = 0;
    const last = streams[0].events.at(-1)?.id ?? '';
    const again = await open(
      `/downloads/${id}/stream`,
      { ...bearer(client.token), 'last-event-id': last },
      second,
    );
    expect(again.status).toBe(204);
    const whole = await open(`/downloads/${id}/stream`);
    expect((await whole.next('download_completed')).id).toBe(last);
  });

  it('should tell of a cancellation, of another attempt, and of a row that was purged', async () => {
    system.sandbox.throttle.bytesPerSecond = 100_000;
    const { id } = await request('/media/aula-1.mp4?cancelled');
    const stream = await open(`/downloads/${id}/stream`, bearer(client.token), second);
    await stream.next('progress_update');
    await client.delete(`/downloads/${id}`);
    const end = await stream.next('download_cancelled');
    system.sandbox.throttle.bytesPerSecond = 0;
    await client.post(`/downloads/${id}/retry`);
    const headers = { ...bearer(client.token), 'last-event-id': end.id ?? '' };
    const later = await open(`/downloads/${id}/stream`, headers, second);
    expect((await later.next('download_completed')).data).toMatchObject({ progress: 100 });
    expect(later.types()).not.toContain('download_cancelled');
    await client.delete(`/downloads/${id}?purge=true`);
    expect((await open(`/downloads/${id}/stream`)).status).toBe(404);
  });

  it('should show queue, statistics and dashboard, at once and when they change', async () => {
    const [queue, stats, dashboard] = await Promise.all([
      open('/downloads/queue/stream', bearer(client.token), second),
      open('/downloads/stats/stream'),
      open('/api/v1/downloads/dashboard/stream', bearer(client.token), second),
    ]);
    expect((await queue.next('connection_established')).data.message).toBe('Conectado à fila');
    expect((await stats.next('connection_established')).data.message).toBe('Conectado às estatísticas');
    expect((await dashboard.next('connection_established')).data.message).toBe('Conectado ao dashboard');
    const before = (await queue.next('queue_update')).data;
    expect(before).toMatchObject({
      pending: expect.any(Number) as number,
      total: expect.any(Number) as number,
    });
    expect((await stats.next('stats_update')).data).toMatchObject({
      total_downloads: expect.any(Number) as number,
      downloads_today: expect.any(Number) as number,
      downloads_this_week: expect.any(Number) as number,
      downloads_this_month: expect.any(Number) as number,
      total_storage_used: expect.any(Number) as number,
    });
    const { id } = await request('/media/museu.mp4?counted');
    await client.ended(id);
    await until(() => queue.events.some(({ data }) => data.completed === Number(before.completed) + 1));
    await until(() => stats.types().filter((type) => type === 'stats_update').length >= 2);
    await until(() => dashboard.types().filter((type) => type === 'dashboard_update').length >= 3);
    const { data } = await dashboard.next('dashboard_update');
    expect(Object.keys(data)).toEqual(
      expect.arrayContaining(['downloads_in_progress', 'queue_stats', 'system_stats', 'timestamp']),
    );
    expect(data.system_stats).toMatchObject({
      active_connections: expect.any(Number) as number,
      system_uptime: expect.any(Number) as number,
    });
    for (const stream of [queue, stats, dashboard]) stream.close();
  });

  describe('for others', () => {
    const owner = setUp(() => addPerson(system, { name: 'bia' }));
    const other = setUp(() => addPerson(system, { name: 'leo' }));
    let id: string;

    beforeAll(async () => {
      const url = `${system.sandbox.origin}/media/museu.mp4?bia`;
      id = (await owner.client.post<DownloadBody>('/downloads', { url })).body.id;
      await owner.client.ended(id);
    });

    it.each(['nobody', 'another person', 'another tenant'])('should not be there for %s', async (who) => {
      const tokens: Record<string, string> = {
        'another person': other.client.token,
        'another tenant': system.client('other').token,
      };
      const token = tokens[who];
      const stream = await open(`/downloads/${id}/stream`, token === undefined ? {} : bearer(token));
      expect(stream.status).toBe(token === undefined ? 401 : 404);
    });

    it('should count their own alone', async () => {
      const mine = await open('/downloads/queue/stream', bearer(owner.client.token));
      const theirs = await open('/downloads/queue/stream', bearer(other.client.token));
      const tenant = await open('/downloads/queue/stream', bearer(system.client('other').token));
      expect((await mine.next('queue_update')).data).toMatchObject({ completed: 1, total: 1 });
      for (const stream of [theirs, tenant])
        expect((await stream.next('queue_update')).data).toMatchObject({ completed: 0, total: 0 });
      for (const stream of [mine, theirs, tenant]) stream.close();
    });

    it('should end when the session does', async () => {
      const stream = await open('/downloads/dashboard/stream', bearer(other.client.token), second);
      await stream.next('dashboard_update');
      const before = performance.now();
      await other.client.post('/auth/logout');
      expect((await stream.next('connection_closed')).data).toMatchObject({ code: 4401 });
      await until(() => stream.isEnded);
      expect(performance.now() - before).toBeLessThan(5_000);
    });
  });

  it('should go on when Redis was away', async () => {
    system.sandbox.throttle.bytesPerSecond = 100_000;
    const { id } = await request('/media/aula-1.mp4?redis');
    const stream = await open(`/downloads/${id}/stream`);
    await until(() => stream.events.some(({ data }) => data.status === 'downloading'));
    await system.redis.stop();
    await system.redis.start();
    system.sandbox.throttle.bytesPerSecond = 0;
    await client.delete(`/downloads/${id}`);
    await stream.next('download_cancelled');
  });

  it('should end with the server, so that clients go to another one', async () => {
    const stream = await open('/downloads/queue/stream', bearer(client.token), second);
    await stream.next('queue_update');
    await secondApi.close();
    expect((await stream.next('connection_closed')).data).toMatchObject({ code: 1012 });
    await until(() => stream.isEnded);
  });
});
