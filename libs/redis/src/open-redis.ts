import { parseRedisAddress, type RedisAddress } from '@app/config';
import { AppError } from '@app/kernel';
import { Cluster, type ClusterNode, type ClusterOptions, Redis, type RedisOptions } from 'ioredis';

export type RedisClient = Redis | Cluster;

const CONNECT_MS = 3_000;
const MAX_PAUSE_MS = 2_000;
const RECONNECT_AND_SEND_AGAIN = 2;

class OneServer extends Redis {
  constructor(address: string | RedisOptions, options: RedisOptions = {}) {
    super(address as string, options);
    endSocketTimeoutWithConnection(this);
    endFailoverDetectorWithConnection(this);
  }

  override duplicate(override: Partial<RedisOptions> = {}): Redis {
    return new OneServer({ ...this.options, ...override });
  }
}

class ManyServers extends Cluster {
  constructor(
    private readonly addresses: ClusterNode[],
    options: ClusterOptions,
  ) {
    super(addresses, options);
    this.on('+node', endSocketTimeoutWithConnection);
  }

  override duplicate(addresses: ClusterNode[] = [], override: ClusterOptions = {}): Cluster {
    return new ManyServers(addresses.length > 0 ? addresses : this.addresses, {
      ...this.options,
      ...override,
    });
  }
}

/**
 * ioredis keeps the timer of `socketTimeout`: it would end the next connection, which may be silent for good reasons; as
 * long as it is there no other is set, and nobody would notice that the next one is dead; and it holds a process that is done.
 */
function endSocketTimeoutWithConnection(redis: Redis): void {
  redis.on('close', () => {
    const connection = redis as unknown as { socketTimeoutTimer: NodeJS.Timeout | undefined };
    clearTimeout(connection.socketTimeoutTimer);
    connection.socketTimeoutTimer = undefined;
  });
}

/**
 * ioredis keeps what listens to sentinels: it would end the client for good if it heard of a failover while a sentinel is
 * asked for the new master; and to end it twice holds a process that is done.
 */
function endFailoverDetectorWithConnection(redis: Redis): void {
  redis.on('close', () => {
    const { connector } = redis as unknown as { connector: { failoverDetector?: FailoverDetector | null } };
    if (!connector.failoverDetector) return;
    if (!connector.failoverDetector.isDisconnected) connector.failoverDetector.cleanup();
    connector.failoverDetector = null;
  });
}

/** Only with sentinels, and only after the first connection. */
interface FailoverDetector {
  isDisconnected: boolean;
  cleanup(): void;
}

/**
 * A connection to wherever REDIS_URL leads. It is given up when it does not answer, connects again soon however long Redis
 * was away, and leaves a server that has become a replica. A cluster hands `options` to the connections of its nodes.
 */
export function openRedis(url: string, options: RedisOptions = {}): RedisClient {
  const address = parseRedisAddress(url);
  if (!address) throw new AppError('internal', 'REDIS_URL is not understood.');
  const all = { ...COMMON, ...options };
  if (address.kind === 'server') return new OneServer(address.url, all);
  if (address.kind === 'sentinel') return new OneServer(sentinelOptions(address, all));
  return new ManyServers(address.nodes, clusterOptions(address, all));
}

/** In a cluster BullMQ's keys must all lie in one slot. */
export function queuePrefix(url: string, prefix: string): string {
  return parseRedisAddress(url)?.kind === 'cluster' ? `{${prefix}}` : prefix;
}

const pause = (attempt: number) => Math.min(attempt * 100, MAX_PAUSE_MS);

const COMMON = {
  connectTimeout: CONNECT_MS,
  /** ioredis would hold the process for two seconds for the end of a connection that never came about. */
  disconnectTimeout: 100,
  /** After a failover without a word (no FIN, no RST) only its silence tells of a dead connection. */
  socketTimeout: 8_000,
  keepAlive: 10_000,
  retryStrategy: pause,
  reconnectOnError: (error: Error) =>
    error.message.startsWith('READONLY') ? RECONNECT_AND_SEND_AGAIN : false,
} satisfies RedisOptions;

function accessOf({ username, password, tls }: { username?: string; password?: string; tls: boolean }) {
  return { username, password, ...(tls ? { tls: {} } : {}) };
}

function sentinelOptions(
  address: Extract<RedisAddress, { kind: 'sentinel' }>,
  options: RedisOptions,
): RedisOptions {
  const { nodes, name, db, sentinelPassword, tls } = address;
  return {
    ...options,
    ...accessOf(address),
    sentinels: nodes,
    name,
    db,
    sentinelPassword,
    enableTLSForSentinelMode: tls,
    sentinelCommandTimeout: CONNECT_MS,
    sentinelRetryStrategy: pause,
    failoverDetector: true,
  };
}

function clusterOptions(
  address: Extract<RedisAddress, { kind: 'cluster' }>,
  options: RedisOptions,
): ClusterOptions {
  const { lazyConnect, enableOfflineQueue, enableAutoPipelining, ...redisOptions } = options;
  return {
    lazyConnect,
    enableOfflineQueue,
    enableAutoPipelining,
    clusterRetryStrategy: pause,
    slotsRefreshTimeout: CONNECT_MS,
    // Certificates are for names.
    ...(address.tls ? { dnsLookup: (host, done) => done(null, host) } : {}),
    redisOptions: { ...redisOptions, ...accessOf(address) },
  };
}
