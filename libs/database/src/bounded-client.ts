import type { EventEmitter } from 'node:events';
import type { Socket } from 'node:net';
import { Client, type ClientConfig } from 'pg';
import { preparedNameOf } from './prepared-statements';
import { sanitizeForPostgres } from './sanitize-for-postgres';

/** After PostgreSQL's own limit, whose words come first wherever it still answers. */
const GRACE_MS = 1_000;
/** For a farewell that nobody hears. */
const END_MS = 1_000;
/** Not there, there twice, or made for columns that have changed: something between here and PostgreSQL is not as it was. */
const BROKEN_PREPARED = new Set(['26000', '42P05', '0A000']);

/** What the connections of one process to one database have in common. */
interface Connections {
  readonly live: Set<BoundedClient>;
  /** Whether statements may be prepared. */
  prepares: boolean;
}

/** The class of these connections, for the driver. */
export type ConnectionClass = typeof Client & { readonly connections: Connections };

/**
 * A connection that does not outlive its silence. After a failover without a word (the host is gone, no RST comes) TCP
 * itself gives up only after a quarter of an hour; here a statement that is not answered shortly after its own time limit
 * ends the connection, and with it those of the same pool that nobody has used since: they are likely to be as dead.
 */
class BoundedClient extends Client {
  private readonly limitMs: number;
  /** Connecting counts: it has a limit of its own. */
  private pending = 1;
  private answeredAt = performance.now();

  constructor(
    config: ClientConfig | undefined,
    private readonly connections: Connections,
  ) {
    super(config);
    this.limitMs = Number(config?.statement_timeout ?? 0);
    const query = this.query.bind(this) as (...args: unknown[]) => unknown;
    this.query = ((...args: unknown[]) =>
      this.watch(query(...this.named(sanitizeParameters(args))))) as Client['query'];
    const end = this.end.bind(this) as (...args: unknown[]) => unknown;
    this.end = ((...args: unknown[]) => {
      setTimeout(() => this.wire.stream.destroy(), END_MS).unref();
      return end(...args);
    }) as Client['end'];
    // Whoever asked is told by the answer that fails; without a listener the process would end.
    this.on('error', () => undefined);
    connections.live.add(this);
    this.once('connect', () => this.answered());
    this.once('end', () => connections.live.delete(this));
  }

  private get wire(): EventEmitter & { stream: Socket } {
    return (this as unknown as { connection: EventEmitter & { stream: Socket } }).connection;
  }

  private watch(answer: unknown): unknown {
    if (this.limitMs === 0 || !(answer instanceof Promise)) return answer;
    const askedAt = performance.now();
    const timer = setTimeout(() => this.giveUp(askedAt), this.limitMs + GRACE_MS);
    this.pending += 1;
    return answer
      .catch((error: unknown) => {
        if (BROKEN_PREPARED.has(String((error as { code?: unknown }).code)))
          this.connections.prepares = false;
        throw error;
      })
      .finally(() => {
        clearTimeout(timer);
        this.answered();
      });
  }

  /** pg prepares what has a name, once a connection. */
  private named([statement, values, ...rest]: unknown[]): unknown[] {
    const name = this.connections.prepares ? preparedNameOf(statement) : undefined;
    return name === undefined
      ? [statement, values, ...rest]
      : [{ name, text: statement, values }, undefined, ...rest];
  }

  private answered(): void {
    this.pending -= 1;
    this.answeredAt = performance.now();
  }

  private giveUp(askedAt: number): void {
    this.discard();
    for (const other of this.connections.live)
      if (other !== this && other.pending === 0 && other.answeredAt < askedAt) other.discard();
  }

  /** As pg does itself when the connection breaks: the pool hears of it at once, and hands it to nobody any more. */
  private discard(): void {
    this.wire.emit('error', new Error('Connection terminated: PostgreSQL does not answer'));
    this.wire.stream.destroy();
  }
}

/** Every way to PostgreSQL ends here, TypeORM's as well as ours: what it cannot hold is replaced once, for all of them. */
function sanitizeParameters([statement, parameters, ...rest]: unknown[]): unknown[] {
  return [statement, sanitizeForPostgres(parameters), ...rest];
}

/** The class of the connections of one process to one database: they learn from each other. */
export function boundedClients(): ConnectionClass {
  const shared: Connections = { live: new Set(), prepares: false };
  return class extends BoundedClient {
    static readonly connections = shared;

    constructor(config?: ClientConfig) {
      super(config, shared);
    }
  };
}
