import { type LiveUpdate, watch } from '@app/liveclient';
import type { DownloadBody } from '@app/testing/client';
import { addPerson } from '@app/testing/people';
import { setUp } from '@app/testing/set-up';
import { TcpProxy } from '@app/testing/tcp-proxy';
import { until } from '@app/testing/until';
import { useSystem } from '@app/testing/use-system';

describe('RF-008 the live client', () => {
  const system = useSystem();
  const client = setUp(() => system.client());
  const progressOf = (updates: LiveUpdate<'download'>[]) => updates.map(({ data }) => data.progress);

  async function request(path: string): Promise<string> {
    return (await client.post<DownloadBody>('/downloads', { url: system.sandbox.origin + path })).body.id;
  }

  it.each(['websocket', 'sse'] as const)('should watch a download to its end by %s', async (transport) => {
    const id = await request(`/media/museu.mp4?${transport}`);
    const updates: LiveUpdate<'download'>[] = [];
    const end = await watch(
      { kind: 'download', id },
      {
        origin: system.origin,
        token: () => client.token,
        onUpdate: (update) => updates.push(update),
        transport,
      },
    );
    expect(end).toBe('done');
    expect(updates.at(-1)).toMatchObject({
      type: 'download_update',
      data: { status: 'completed', progress: 100 },
    });
  });

  it('should go on at another replica, with nothing older, after its server and Redis died', async () => {
    const other = await system.startApi();
    const [from, to] = [await other.getUrl(), system.origin];
    const proxy = await TcpProxy.inFrontOf(from);
    system.onClose(() => proxy.close());
    system.sandbox.throttle.bytesPerSecond = 250_000;
    const id = await request('/media/aula-1.mp4?moving');
    const updates: LiveUpdate<'download'>[] = [];
    const watching = watch(
      { kind: 'download', id },
      {
        origin: new URL(proxy.url(from)).origin,
        token: () => client.token,
        onUpdate: (update) => updates.push(update),
      },
    );
    await until(() => progressOf(updates).some((progress) => progress > 0));
    proxy.leadTo(Number(new URL(to).port));
    await other.close();
    const before = updates.length;
    await until(() => updates.length > before);
    await system.redis.stop();
    await system.redis.start();
    system.sandbox.throttle.bytesPerSecond = 0;
    expect(await watching).toBe('done');
    const progress = progressOf(updates);
    expect(progress).toEqual([...progress].sort((left, right) => left - right));
    expect(updates.filter(({ data }) => data.status === 'completed')).toHaveLength(1);
  });

  it('should end with its session, for what is not there, and when it is told to', async () => {
    const person = await addPerson(system, { name: 'bia' });
    const of = { origin: system.origin, token: () => person.client.token, onUpdate: () => undefined };
    const missing = { kind: 'download', id: '01890a5d-ac96-774b-bcce-b302099a8057' } as const;
    expect(await watch(missing, { ...of, transport: 'sse' })).toBe('not-found');
    const stop = new AbortController();
    const stopped = watch({ kind: 'queue' }, { ...of, signal: stop.signal, onUpdate: () => stop.abort() });
    expect(await stopped).toBe('stopped');
    const watching = watch({ kind: 'dashboard' }, of);
    await until(async () => (await client.get('/ws/connections')).body.dashboard_connections === 1);
    await person.client.post('/auth/logout');
    expect(await watching).toBe('unauthenticated');
  });
});
