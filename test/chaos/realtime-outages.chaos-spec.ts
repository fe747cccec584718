import { Redis } from 'ioredis';
import type { Client, DownloadBody } from '@app/testing/client';
import { testDatabase } from '@app/testing/parts';
import { TestSystem } from '@app/testing/system';
import { TcpProxy } from '@app/testing/tcp-proxy';
import { until } from '@app/testing/until';
import { WebSocketClient } from '@app/testing/web-socket';

/** Who watches is told the truth in the end, and nothing older than before, whatever goes away meanwhile. */
describe('watching while PostgreSQL or Redis is away', () => {
  let system: TestSystem;
  let client: Client;
  let postgres: TcpProxy;
  let origins: string[];
  let dropDatabase: () => Promise<void>;

  beforeAll(async () => {
    const database = await testDatabase();
    dropDatabase = database.drop;
    postgres = await TcpProxy.inFrontOf(database.url);
    system = await TestSystem.start({ databaseUrl: postgres.url(database.url) });
    origins = [system.origin, await (await system.startApi()).getUrl()];
    client = system.client();
  });

  afterAll(async () => {
    await system.close();
    await postgres.close();
    await dropDatabase();
  });

  async function watched(name: string): Promise<WebSocketClient[]> {
    system.sandbox.throttle.bytesPerSecond = 250_000;
    const url = `${system.sandbox.origin}/media/aula-1.mp4?${name}`;
    const { id } = (await client.post<DownloadBody>('/downloads', { url })).body;
    const headers = { authorization: `Bearer ${client.token}` };
    const sockets = await Promise.all(
      origins.map((origin) => WebSocketClient.connect(`${origin}/ws/downloads/${id}`, headers)),
    );
    await until(() => sockets.every(({ messages }) => Number(messages.at(-1)?.data.progress) > 0));
    return sockets;
  }

  async function expectTheTruth(sockets: WebSocketClient[]): Promise<void> {
    system.sandbox.throttle.bytesPerSecond = 0;
    for (const socket of sockets) {
      await socket.next(({ data }) => data.status === 'completed');
      expect(socket.closed).toBeUndefined();
      const progress = socket.messages.map(({ data }) => Number(data.progress));
      expect(progress).toEqual([...progress].sort((left, right) => left - right));
      expect(socket.messages.filter(({ data }) => data.status === 'completed')).toHaveLength(1);
      socket.close();
    }
  }

  it('should go on when PostgreSQL was away, and refuse new ones meanwhile', async () => {
    const sockets = await watched('postgres');
    await postgres.stop();
    const headers = { authorization: `Bearer ${client.token}` };
    await until(async () => (await WebSocketClient.open(`${system.origin}/ws/queue`, headers)) === 503);
    await postgres.resume();
    await expectTheTruth(sockets);
  });

  it('should go on when Redis was flushed, killed and started again', async () => {
    const sockets = await watched('redis');
    const redis = new Redis(system.redis.url);
    await redis.flushall();
    redis.disconnect();
    await system.redis.stop();
    await system.redis.start();
    await expectTheTruth(sockets);
  });
});
