import { setTimeout as sleep } from 'node:timers/promises';
import { Worker } from 'bullmq';
import type { Cluster, Redis } from 'ioredis';
import { freePort } from '@app/testing/free-port';
import { testRedis } from '@app/testing/parts';
import { type RedisServer, RedisServers } from '@app/testing/redis-servers';
import { testConfig } from '@app/testing/test-config';
import { TcpProxy } from '@app/testing/tcp-proxy';
import { until } from '@app/testing/until';
import { defineJob, JobPayload, JobQueue, QueueConnection, Signals } from '../../queue/src';
import { openRedis, queuePrefix, type RedisClient } from './open-redis';

class Payload extends JobPayload {
  video_id!: string;
}
const JOB = defineJob({ queue: 'videos', name: 'fetch-video', payload: Payload, concurrency: 1 });

describe(openRedis, () => {
  const closers: (() => unknown)[] = [];
  let timersBefore: number;

  beforeEach(() => {
    timersBefore = timersThatHold();
  });

  /** What is closed holds no process that is done. */
  afterEach(async () => {
    for (const close of closers.splice(0).reverse()) await close();
    await until(() => timersThatHold() <= timersBefore, 1_800);
  });

  function opened(url: string, options = {}): RedisClient {
    const redis = openRedis(url, options);
    redis.on('error', () => undefined);
    closers.push(() => redis.disconnect());
    return redis;
  }

  /** A job, from the sending side of a queue to a worker, and a signal. */
  async function works(url: string): Promise<void> {
    const config = testConfig({ REDIS_URL: url });
    const sending = new QueueConnection(config);
    const queue = new JobQueue(JOB, sending);
    const signals = new Signals(config);
    closers.push(
      () => sending.onApplicationShutdown(),
      () => signals.onApplicationShutdown(),
    );
    const connection = opened(url, { maxRetriesPerRequest: null });
    const done: string[] = [];
    const worker = new Worker(JOB.queue, async ({ id = '' }) => void done.push(id), {
      connection,
      prefix: queuePrefix(url, 'cdl'),
    });
    worker.on('error', () => undefined);
    closers.push(() => worker.close());
    await until(
      () =>
        queue.add([{ id: 'job-1', payload: { video_id: 'v' } }]).then(
          () => true,
          () => false,
        ),
      20_000,
    );
    await until(() => done.includes('job-1'));
    const heard: string[] = [];
    signals.on('download.cancelled', ({ download_id: id }) => heard.push(id));
    await until(async () => {
      await signals.send('download.cancelled', { download_id: 'd-1' });
      return heard.includes('d-1');
    });
    await worker.close();
  }

  async function proxied(): Promise<{ proxy: TcpProxy; url: string }> {
    const server = await testRedis();
    const proxy = await TcpProxy.inFrontOf(server.url);
    closers.push(
      () => server.close(),
      () => proxy.close(),
    );
    return { proxy, url: proxy.url(server.url) };
  }

  it('should give up a connection that is a black hole, and send again on a new one', async () => {
    const { proxy, url } = await proxied();
    const redis = opened(url, { maxRetriesPerRequest: null, socketTimeout: 1_000 });
    await redis.set('before', '1');
    proxy.freeze();
    await expect(redis.get('before')).resolves.toBe('1');
  });

  it('should not take the silence of a connection that is gone for that of the next one', async () => {
    const { proxy, url } = await proxied();
    const redis = (opened(url) as Redis).duplicate({
      maxRetriesPerRequest: null,
      socketTimeout: 1_000,
    });
    redis.on('error', () => undefined);
    closers.push(() => redis.disconnect());
    await redis.set('before', '1');
    const waiting = redis.blpop('nothing', 0.4);
    proxy.cut();
    await expect(waiting).resolves.toBeNull();
    const { connections } = proxy;
    await sleep(1_500);
    expect(proxy.connections).toBe(connections);
  });

  it('should give up a black hole after a connection that was cut while an answer was awaited', async () => {
    const { proxy, url } = await proxied();
    const redis = opened(url, { maxRetriesPerRequest: null, socketTimeout: 1_000 });
    await redis.set('before', '1');
    const waiting = redis.blpop('nothing', 0.4);
    proxy.cut();
    await expect(waiting).resolves.toBeNull();
    proxy.freeze();
    await expect(redis.get('before')).resolves.toBe('1');
  });

  it('should leave a server that has become a replica', async () => {
    const servers = await RedisServers.create();
    closers.push(() => servers.close());
    const old = await servers.start();
    const proxy = await TcpProxy.to({ host: '127.0.0.1', port: old.port });
    closers.push(() => proxy.close());
    const redis = opened(`redis://127.0.0.1:${String(proxy.port)}`, { maxRetriesPerRequest: null });
    await redis.set('key', '1');
    const fresh = await servers.start();
    await servers.on(old, (admin) => admin.replicaof('127.0.0.1', fresh.port));
    proxy.leadTo(fresh.port);
    await expect(redis.set('key', '2')).resolves.toBe('OK');
    await expect(servers.on(fresh, (admin) => admin.get('key'))).resolves.toBe('2');
  });

  describe('with sentinels', () => {
    /** A master with a replica that its sentinel knows of. */
    async function watched(servers: RedisServers) {
      const master = await servers.start();
      const replica = await servers.start([`replicaof 127.0.0.1 ${String(master.port)}`]);
      const watch = [
        `sentinel monitor videos 127.0.0.1 ${String(master.port)} 1`,
        'sentinel down-after-milliseconds videos 1000',
        'sentinel failover-timeout videos 4000',
      ];
      const sentinel = await servers.start(watch, ['--sentinel']);
      const replicas = (admin: Redis) => admin.call('SENTINEL', 'replicas', 'videos') as Promise<unknown[]>;
      await until(() => servers.on(sentinel, async (admin) => (await replicas(admin)).length > 0));
      return { master, replica, sentinel };
    }

    it('should find the master, and the next one when it dies', async () => {
      const servers = await RedisServers.create();
      closers.push(() => servers.close());
      const { master, replica, sentinel } = await watched(servers);
      const url = `redis+sentinel://127.0.0.1:${String(sentinel.port)}/videos`;
      await works(url);
      const redis = opened(url, { maxRetriesPerRequest: null });
      await redis.set('key', '1');
      await servers.kill(master);
      await expect(redis.set('key', '2')).resolves.toBe('OK');
      await expect(servers.on(replica, (admin) => admin.get('key'))).resolves.toBe('2');
    });

    it('should find the next master when it hears of it while another sentinel is asked', async () => {
      const servers = await RedisServers.create();
      closers.push(() => servers.close());
      const { master, replica, sentinel } = await watched(servers);
      const silent = await TcpProxy.to({ host: '127.0.0.1', port: sentinel.port });
      closers.push(() => silent.close());
      const nodes = [sentinel.port, silent.port].map((port) => `127.0.0.1:${String(port)}`).join(',');
      const redis = opened(`redis+sentinel://${nodes}/videos`, { maxRetriesPerRequest: null });
      await redis.set('key', '1');
      silent.swallow(true);
      await servers.kill(master);
      await expect(redis.set('key', '2')).resolves.toBe('OK');
      await expect(servers.on(replica, (admin) => admin.get('key'))).resolves.toBe('2');
    });
  });

  describe('with a cluster', () => {
    it('should carry jobs and signals', async () => {
      const servers = await RedisServers.create();
      closers.push(() => servers.close());
      const nodes: ClusterNode[] = [];
      for (let count = 0; count < 3; count += 1) {
        // By itself it takes a port among those that systems give to connections.
        const busPort = await freePort();
        const settings = [
          'cluster-enabled yes',
          `cluster-port ${String(busPort)}`,
          'cluster-node-timeout 2000',
        ];
        nodes.push({ ...(await servers.start(settings)), busPort });
      }
      await joined(servers, nodes);
      const url = `redis+cluster://${nodes.map(({ port }) => `127.0.0.1:${String(port)}`).join(',')}`;
      await works(url);
      const redis = (opened(url) as Cluster).duplicate();
      closers.push(() => redis.disconnect());
      await expect(redis.blpop('nothing', 0.1)).resolves.toBeNull();
      redis.blpop('nothing', 0).catch(() => undefined);
      await sleep(100);
    });
  });
});

function timersThatHold(): number {
  return process.getActiveResourcesInfo().filter((resource) => resource === 'Timeout').length;
}

const SLOTS = 16_384;

interface ClusterNode extends RedisServer {
  /** What the others of its cluster talk to it at. */
  busPort: number;
}

/** One cluster of masters, each with its share of the slots. */
async function joined(servers: RedisServers, nodes: ClusterNode[]): Promise<void> {
  const [first] = nodes;
  for (const [index, node] of nodes.entries()) {
    const from = Math.floor((index * SLOTS) / nodes.length);
    const to = Math.floor(((index + 1) * SLOTS) / nodes.length) - 1;
    await servers.on(node, async (admin) => {
      await admin.call('CLUSTER', 'ADDSLOTSRANGE', from, to);
      await admin.call('CLUSTER', 'SET-CONFIG-EPOCH', index + 1);
      if (first && node !== first)
        await admin.call('CLUSTER', 'MEET', '127.0.0.1', first.port, first.busPort);
    });
  }
  await until(async () => {
    const states = await Promise.all(
      nodes.map((node) => servers.on(node, (admin) => admin.call('CLUSTER', 'INFO'))),
    );
    return states.every(
      (state) =>
        String(state).includes('cluster_state:ok') &&
        String(state).includes(`cluster_known_nodes:${String(nodes.length)}`),
    );
  });
}
