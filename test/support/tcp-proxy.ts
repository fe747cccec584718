import { once } from 'node:events';
import { type AddressInfo, createServer, connect, type Server, type Socket } from 'node:net';
import { BlackHole } from './black-hole';

interface Link {
  near: Socket;
  far: Socket;
}

/**
 * Stands between a client and a server and fails as networks do. After a silent failover the old connections are a black
 * hole, without a FIN or RST, while new ones work; a server that is full refuses new ones in its own words.
 */
export class TcpProxy {
  private links: Link[] = [];
  private readonly frozen = new Set<Socket>();
  private refusal?: Buffer;
  private isHole = false;
  private isHeld = false;
  private stoppedAt?: number;
  private hole?: BlackHole;
  connections = 0;

  private constructor(
    private readonly server: Server,
    private target: { host: string; port: number },
  ) {
    server.on('connection', (near) => this.accept(near));
  }

  static async to(target: { host: string; port: number }): Promise<TcpProxy> {
    const server = createServer();
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return new TcpProxy(server, target);
  }

  /** In front of what a URL names. */
  static inFrontOf(url: string): Promise<TcpProxy> {
    const { hostname: host, port } = new URL(url);
    return TcpProxy.to({ host, port: Number(port) });
  }

  get port(): number {
    return this.stoppedAt ?? (this.server.address() as AddressInfo).port;
  }

  /** The same URL through the proxy. */
  url(url: string): string {
    const through = new URL(url);
    through.hostname = '127.0.0.1';
    through.port = String(this.port);
    return through.href;
  }

  /** Whatever is connected now never hears of the other side again; new connections work. */
  freeze(): void {
    for (const { near, far } of this.links) {
      near.unpipe(far);
      far.unpipe(near);
      near.resume();
      far.resume();
      this.frozen.add(near).add(far);
    }
    this.links = [];
  }

  /** Nothing is answered at all: new connections are taken and left alone, too. */
  swallow(on: boolean): void {
    this.isHole = on;
    if (on) this.freeze();
  }

  /** What the other side says waits here until it is let through; what is said to it arrives. */
  holdAnswers(on: boolean): void {
    this.isHeld = on;
    for (const { near, far } of this.links)
      if (on) far.unpipe(near);
      else far.pipe(near);
  }

  /** New connections go to another server. */
  leadTo(port: number): void {
    this.target = { ...this.target, port };
  }

  /** New connections get these bytes and end; undefined: they work again. */
  refuse(bytes: Buffer | undefined): void {
    this.refusal = bytes;
  }

  /** Nobody listens any more: new connections are refused by the system, and what was connected ends. */
  async stop(): Promise<void> {
    const { port } = this;
    this.stoppedAt = port;
    const closed = once(this.server, 'close');
    this.server.close();
    this.cut();
    this.endFrozen();
    await closed;
  }

  /** What was connected ends, and whoever connects again hears nothing at all, until `resume`. */
  async dropConnects(): Promise<void> {
    await this.stop();
    this.hole = await BlackHole.open(this.port);
  }

  /** Listens again where it did. */
  async resume(): Promise<void> {
    await this.hole?.close();
    this.hole = undefined;
    this.server.listen(this.stoppedAt, '127.0.0.1');
    this.stoppedAt = undefined;
    await once(this.server, 'listening');
  }

  /** Ends what is connected, visibly. */
  cut(): void {
    for (const { near, far } of this.links.splice(0)) {
      near.destroy();
      far.destroy();
    }
  }

  async close(): Promise<void> {
    this.cut();
    this.endFrozen();
    await this.hole?.close();
    if (!this.server.listening) return;
    this.server.close();
    await once(this.server, 'close');
  }

  private endFrozen(): void {
    for (const socket of this.frozen) socket.destroy();
    this.frozen.clear();
  }

  private accept(near: Socket): void {
    this.connections += 1;
    near.on('error', () => undefined);
    if (this.isHole) {
      this.frozen.add(near.resume());
      return;
    }
    if (this.refusal) {
      const bytes = this.refusal;
      near.once('data', () => near.end(bytes));
      return;
    }
    const far = connect(this.target);
    far.on('error', () => near.destroy());
    const link = { near, far };
    this.links.push(link);
    near.pipe(far);
    if (!this.isHeld) far.pipe(near);
    const gone = () => {
      if (this.frozen.has(near)) return;
      this.links = this.links.filter((one) => one !== link);
      near.destroy();
      far.destroy();
    };
    near.once('close', gone);
    far.once('close', gone);
  }
}

/** PostgreSQL's own FATAL answer to a connection. */
export function postgresRefusal(code: string, message: string): Buffer {
  const fields = Buffer.from(`SFATAL\0VFATAL\0C${code}\0M${message}\0\0`);
  const head = Buffer.alloc(5);
  head.write('E');
  head.writeInt32BE(fields.length + 4, 1);
  return Buffer.concat([head, fields]);
}
