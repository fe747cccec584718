import { connect } from 'node:net';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { DownloadBody } from '@app/testing/client';
import { addPerson, superAdmin } from '@app/testing/people';
import { DataSource } from 'typeorm';
import { setUp } from '@app/testing/set-up';
import { until } from '@app/testing/until';
import { useSystem } from '@app/testing/use-system';
import { WebSocketClient } from '@app/testing/web-socket';

const TOPICS = ['queue', 'stats', 'dashboard', 'general'];

describe('RF-008 downloads watched over WebSockets', () => {
  const system = useSystem({ env: { CORS_ORIGINS: 'https://portal.example' } });
  const client = setUp(() => system.client());
  let secondApi: NestFastifyApplication;
  let second: string;
  const bearer = (token: string) => ({ authorization: `Bearer ${token}` });
  const connectTo = (path: string, origin = system.origin, headers = bearer(client.token)) =>
    WebSocketClient.connect(origin + path, headers);
  const refusalOf = (path: string, headers: Record<string, string> = {}) =>
    WebSocketClient.open(system.origin + path, headers);

  beforeAll(async () => {
    secondApi = await system.startApi({ LIVE_CONNECTIONS_PER_CALLER: '20' });
    second = await secondApi.getUrl();
  });

  async function request(path: string, as = client): Promise<DownloadBody> {
    return (await as.post<DownloadBody>('/downloads', { url: system.sandbox.origin + path })).body;
  }

  it('should show a download at every replica in the shape that the first clients know', async () => {
    system.sandbox.throttle.bytesPerSecond = 800_000;
    const { id } = await request('/media/aula-1.mp4?socket');
    const sockets = await Promise.all([
      connectTo(`/ws/downloads/${id}`),
      connectTo(`/api/v1/ws/downloads/${id}`, second),
    ]);
    for (const socket of sockets) {
      const last = await socket.next(({ data }) => data.status === 'completed');
      const { messages } = socket;
      expect(socket.undescribed).toEqual([]);
      expect(Object.keys(messages[0] ?? {})).toEqual(['type', 'download_id', 'data', 'timestamp', 'id']);
      for (const message of messages) {
        expect(message).toMatchObject({ type: 'download_update', download_id: id });
        expect(message.data).toMatchObject({
          progress: expect.any(Number) as number,
          status: expect.stringMatching(/^(pending|downloading|completed)$/) as string,
          url: `${system.sandbox.origin}/media/aula-1.mp4?socket`,
        });
      }
      const progress = messages.map(({ data }) => Number(data.progress));
      expect(progress).toEqual([...progress].sort((left, right) => left - right));
      expect(new Set(progress).size).toBeGreaterThanOrEqual(4);
      expect(last.data).toMatchObject({ progress: 100 });
      expect(messages.filter(({ data }) => data.status === 'completed')).toHaveLength(1);
    }
    system.sandbox.throttle.bytesPerSecond = 0;
    const known = sockets[0].messages.at(-1)?.id ?? '';
    const again = await connectTo(`/ws/downloads/${id}?since=${known}`, second);
    again.socket.send('{"type":"ping"}');
    await until(() => again.messages.length > 0);
    expect(again.messages.map(({ type }) => type)).toEqual(['pong']);
    for (const socket of [...sockets, again]) socket.close();
  });

  it('should show queue, statistics, dashboard and general messages', async () => {
    const [queue, stats, dashboard, general] = await Promise.all(
      TOPICS.map((topic) => connectTo(`/ws/${topic}`)),
    );
    const shown = await queue!.next(({ type }) => type === 'queue_update');
    expect(Object.keys(shown.data)).toEqual(
      expect.arrayContaining(['pending', 'downloading', 'completed', 'failed', 'total', 'queue_position']),
    );
    await stats!.next(({ type }) => type === 'stats_update');
    const { data } = await dashboard!.next(({ type }) => type === 'dashboard_update');
    expect(data).toMatchObject({
      downloads_in_progress: [],
      queue_stats: { pending: 0 },
      notices: [],
      system_stats: { active_connections: expect.any(Number) as number },
      timestamp: expect.any(String) as string,
    });
    const { data: told } = await general!.next(({ type }) => type === 'general_update');
    expect(told).toEqual({ notices: [] });
    const { body } = await client.get('/ws/connections');
    expect(body).toMatchObject({ queue_connections: 1, general_connections: 1, total: 4 });
    const other = await system.client('other').get('/ws/connections');
    expect(other.body).toMatchObject({ total: 0 });
    for (const socket of [queue, stats, dashboard, general]) {
      expect(socket!.undescribed).toEqual([]);
      socket!.close();
    }
    await until(async () => (await client.get('/ws/connections')).body.total === 0);
  });

  it('should tell notices of admins to their tenant, and of super-admins to all', async () => {
    const admin = await addPerson(system, { name: 'ines', role: 'admin' });
    const root = await superAdmin(system);
    const [ours, theirs] = [
      await connectTo('/ws/general', second),
      await connectTo('/ws/general', system.origin, bearer(system.client('other').token)),
    ];
    const shown = ({ messages }: WebSocketClient) =>
      (messages.at(-1)?.data.notices as { message: string }[] | undefined)?.map(({ message }) => message);
    const { body } = await admin.client.post('/notices', { message: 'New lessons', kind: 'info', hours: 2 });
    await until(() => shown(ours)?.join() === 'New lessons');
    await root.post('/notices', { message: 'Maintenance at 20:00', kind: 'maintenance', for_all: true });
    await until(() => shown(ours)?.join() === 'Maintenance at 20:00,New lessons');
    await until(() => shown(theirs)?.join() === 'Maintenance at 20:00');
    expect((await admin.client.post('/notices', { message: 'x', for_all: true })).status).toBe(403);
    await admin.client.delete(`/notices/${String(body.id)}`);
    await until(() => shown(ours)?.join() === 'Maintenance at 20:00');
    await system.api.get(DataSource).query(`UPDATE notices SET ends_at = now()`);
    await until(() => shown(ours)?.length === 0 && shown(theirs)?.length === 0);
    for (const socket of [ours, theirs]) {
      expect(socket.undescribed).toEqual([]);
      socket.close();
    }
  });

  describe('who may', () => {
    const owner = setUp(() => addPerson(system, { name: 'bia' }));
    const other = setUp(() => addPerson(system, { name: 'leo' }));
    let id: string;

    beforeAll(async () => {
      id = (await request('/media/museu.mp4?bia', owner.client)).id;
      await owner.client.ended(id);
    });

    it.each(TOPICS)('should refuse %s to nobody and to a wrong key', async (topic) => {
      expect(await refusalOf(`/ws/${topic}`)).toBe(401);
      expect(await refusalOf(`/ws/${topic}`, bearer('cdl_not-a-key'))).toBe(401);
      expect(await refusalOf(`/ws/${topic}?ticket=not-a-ticket`)).toBe(401);
    });

    it('should not have what is of another person or tenant, or is not there', async () => {
      const missing = '01890a5d-ac96-774b-bcce-b302099a8057';
      for (const kind of ['downloads', 'batches']) {
        for (const token of [other.client.token, system.client('other').token])
          expect(await refusalOf(`/ws/${kind}/${id}`, bearer(token))).toBe(404);
        expect(await refusalOf(`/ws/${kind}/${missing}`, bearer(client.token))).toBe(404);
        expect(await refusalOf(`/ws/${kind}/not-an-id`, bearer(client.token))).toBe(404);
      }
      expect(await refusalOf('/ws/12', bearer(client.token))).toBe(404);
      expect(await refusalOf(`/ws/downloads/${id}`)).toBe(401);
    });

    it.each(['/ws/connections', '/ws/%63onnections', '/api/v1/ws/%63onnections', '/ws/connection%73?x=1'])(
      'should not upgrade %s, which is no socket',
      async (path) => {
        expect(await refusalOf(path)).toBe(401);
      },
    );

    it('should not upgrade routes that are no sockets where every upgrade is offered to them', async () => {
      const server = system.api.getHttpServer() as unknown as { shouldUpgradeCallback: () => boolean };
      const decides = server.shouldUpgradeCallback;
      server.shouldUpgradeCallback = () => true;
      try {
        for (const path of ['/ws/connections', '/livez', '/downloads', '/nothing'])
          expect(await refusalOf(path, bearer(client.token))).toBe(404);
        const socket = await connectTo('/ws/queue');
        socket.close();
      } finally {
        server.shouldUpgradeCallback = decides;
      }
    });

    it('should take an id in capital letters', async () => {
      const socket = await connectTo(
        `/ws/downloads/${id.toUpperCase()}`,
        system.origin,
        bearer(owner.client.token),
      );
      await socket.next(({ data }) => data.status === 'completed');
      socket.close();
    });

    it('should take the session of a page of ours, and of no other', async () => {
      const cookie = owner.cookie;
      const from = (origin?: string) =>
        refusalOf('/ws/queue', { cookie, ...(origin === undefined ? {} : { origin }) });
      expect(await from('https://evil.example')).toBe(403);
      expect(await from()).toBe(403);
      expect(await from('null')).toBe(403);
      for (const origin of [system.origin, 'https://portal.example']) {
        const socket = await from(origin);
        expect(socket).toBeInstanceOf(WebSocketClient);
        (socket as WebSocketClient).close();
      }
    });

    it('should take a ticket once, at any replica', async () => {
      const { status, body } = await owner.client.post<{ ticket: string }>('/ws/ticket');
      expect(status).toBe(201);
      const url = `/ws/downloads/${id}?ticket=${body.ticket}`;
      const socket = await WebSocketClient.connect(second + url);
      await socket.next(({ data }) => data.status === 'completed');
      expect(await refusalOf(url)).toBe(401);
      socket.close();
    });

    it('should end within seconds when a key is revoked or a session ends', async () => {
      const admin = await addPerson(system, { name: 'ana', role: 'admin' });
      const { body: key } = await admin.client.post<{ id: string; key: string }>('/api-keys', {
        name: 'gateway',
        scopes: ['downloads:read'],
      });
      const byKey = await connectTo('/ws/dashboard', second, bearer(key.key));
      const bySession = await connectTo('/ws/queue', system.origin, bearer(other.client.token));
      const at = performance.now();
      await admin.client.delete(`/api-keys/${key.id}`);
      await other.client.post('/auth/logout');
      expect(await byKey.end()).toBe(4401);
      expect(performance.now() - at).toBeLessThan(2_500);
      expect(await bySession.end()).toBe(4401);
    });

    it('should end when the role changes, and when the row is purged', async () => {
      const promoted = await addPerson(system, { name: 'rui' });
      const socket = await connectTo('/ws/queue', system.origin, bearer(promoted.client.token));
      const watching = await connectTo(`/ws/downloads/${id}`, second, bearer(owner.client.token));
      const admin = await addPerson(system, { name: 'eva', role: 'admin' });
      await admin.client.call(`/auth/users/${promoted.id}`, { method: 'PUT', body: { role: 'admin' } });
      expect(await socket.end()).toBe(1012);
      await owner.client.delete(`/downloads/${id}?purge=true`);
      expect(await watching.end()).toBe(4404);
    });
  });

  describe('what clients send', () => {
    it.each([
      ['binary', Buffer.from('x'), 1003],
      ['something else', 'subscribe', 1008],
      ['too much', 'x'.repeat(5_000), 1009],
    ])('should end with %s', async (_case, frame, code) => {
      const socket = await connectTo('/ws/general');
      socket.socket.send(frame);
      expect(await socket.end()).toBe(code);
    });

    it('should end with ten thousand frames, and stay well', async () => {
      const socket = await connectTo('/ws/general');
      for (let count = 0; count < 10_000; count += 1) socket.socket.send('ping');
      expect(await socket.end()).toBe(1008);
      expect((await client.get('/livez')).status).toBe(200);
    });

    it('should answer who offers to speak HTTP/2 as if nothing was offered', async () => {
      const { port } = new URL(system.origin);
      const answer = await new Promise<string>((resolve) => {
        const socket = connect(Number(port), '127.0.0.1');
        socket.write(
          'GET /livez HTTP/1.1\r\nHost: x\r\nConnection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMAAABkAAQ\r\n\r\n',
        );
        socket.once('data', (chunk: Buffer) => {
          resolve(chunk.toString());
          socket.destroy();
        });
      });
      expect(answer).toMatch(/^HTTP\/1.1 200/);
    });

    it('should answer a request without an upgrade', async () => {
      expect((await client.get('/ws/queue')).status).toBe(404);
    });
  });

  it('should take so many of one caller, and let go of them', async () => {
    const many = await Promise.all(
      Array.from({ length: 500 }, () => WebSocketClient.open(`${second}/ws/queue`, bearer(client.token))),
    );
    const open = many.filter((one) => one instanceof WebSocketClient);
    expect(open).toHaveLength(20);
    expect(many.filter((one) => one === 429)).toHaveLength(480);
    for (const one of open) one.close();
    await until(async () => {
      const one = await WebSocketClient.open(`${second}/ws/queue`, bearer(client.token));
      if (!(one instanceof WebSocketClient)) return false;
      one.close();
      return true;
    });
  });

  it('should close with 1012 when the server ends', async () => {
    const socket = await connectTo('/ws/dashboard', second);
    await socket.next(({ type }) => type === 'dashboard_update');
    await secondApi.close();
    expect(await socket.end()).toBe(1012);
  });
});
