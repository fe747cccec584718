import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { rm } from 'node:fs/promises';
import http from 'node:http';
import { connect, createServer, type Server as SocketServer, type Socket } from 'node:net';
import { join } from 'node:path';
import { makeTemporaryDirectory } from '@app/runtime';
import { Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import { RequestError, Server } from 'proxy-chain';
import { literalAddress } from './address-rules';
import { EgressForbidden } from './egress.errors';
import { EgressPolicy } from './egress-policy';

/**
 * Shows up in yt-dlp's message when a destination was refused. Of an answer it shows the status line only, whose
 * words proxy-chain takes from Node's table: hence a status of our own, which nobody has given another meaning.
 */
const REFUSED = 'egress.forbidden';
const REFUSED_STATUS = 470;
http.STATUS_CODES[REFUSED_STATUS] = REFUSED;

export interface ProxyAddress {
  /** With its password: hand it over on stdin, never in argv. */
  url: string;
  /** On the loopback. */
  port: number;
  /** For programs that have no loopback but their own. */
  socketPath: string;
}

/**
 * An HTTP proxy on loopback through which yt-dlp reaches the network: whatever it resolves or is redirected to is
 * checked by the policy. Only who knows the password of this process may use it.
 */
@Injectable()
export class FilteringProxy implements OnApplicationShutdown {
  private readonly logger = new Logger(FilteringProxy.name);
  private readonly password = randomBytes(18).toString('base64url');
  private starting?: Promise<Server>;
  private opening?: Promise<SocketDoor>;

  constructor(private readonly policy: EgressPolicy) {}

  /** Where it is. Starts it if needed. */
  async address(): Promise<ProxyAddress> {
    this.starting ??= this.start().catch((error: unknown) => {
      // Whoever asks next tries again.
      this.starting = undefined;
      throw error;
    });
    const { port } = await this.starting;
    this.opening ??= SocketDoor.open(port).catch((error: unknown) => {
      this.opening = undefined;
      throw error;
    });
    const { path: socketPath } = await this.opening;
    return { url: `http://worker:${this.password}@127.0.0.1:${String(port)}`, port, socketPath };
  }

  async onApplicationShutdown(): Promise<void> {
    const [server, door] = await Promise.all([this.starting, this.opening]);
    await server?.close(true);
    await door?.close();
  }

  private async start(): Promise<Server> {
    const server = new Server({
      host: '127.0.0.1',
      port: 0,
      prepareRequestFunction: async ({ request, username, password, hostname, port, isHttp }) => {
        if (username !== 'worker' || password !== this.password) return { requestAuthentication: true };
        if (await this.isForbidden(hostname, port)) throw new RequestError(REFUSED, REFUSED_STATUS);
        if (!isHttp) endWithClient(request.socket);
        // The name may lead elsewhere by the time it is connected to.
        return { dnsLookup: this.policy.lookupFor(port) as never };
      },
    });
    server.on('requestFailed', ({ error }: { error: Error }) => {
      this.logger.debug({ message: 'request through the proxy failed', error });
    });
    await server.listen();
    return server;
  }

  /** Checked before connecting, because a tunnel that fails afterwards is closed without a word. */
  private async isForbidden(host: string, port: number): Promise<boolean> {
    const literal = literalAddress(host);
    if (literal !== undefined) return !this.policy.permits(literal, port);
    return new Promise((resolve) => {
      this.policy.lookupFor(port)(host, { all: true }, (error) => resolve(error instanceof EgressForbidden));
    });
  }
}

/**
 * proxy-chain passes the end of a tunnel's client on and then waits for the destination to end as well, for ever where that
 * says nothing. Nobody who tunnels listens any more after having ended.
 */
function endWithClient(client: Socket): void {
  client.once('pipe', (destination: Socket) => {
    const end = () => destination.destroy();
    client.once('end', end).once('close', end);
  });
}

/** A UNIX socket that leads to a port of the loopback. proxy-chain takes no connection without a remote address. */
class SocketDoor {
  private constructor(
    private readonly server: SocketServer,
    private readonly directory: string,
    readonly path: string,
  ) {}

  static async open(port: number): Promise<SocketDoor> {
    const directory = await makeTemporaryDirectory('classroom-proxy-');
    const path = join(directory, 'socket');
    const server = createServer({ allowHalfOpen: true }, (outer) => {
      const inner = connect({ port, host: '127.0.0.1', allowHalfOpen: true });
      outer.on('error', () => inner.destroy()).on('close', () => inner.destroy());
      inner.on('error', () => outer.destroy()).on('close', () => outer.destroy());
      outer.pipe(inner).pipe(outer);
    }).listen(path);
    await once(server, 'listening');
    return new SocketDoor(server, directory, path);
  }

  /** After the proxy, which ends its side of every connection. */
  async close(): Promise<void> {
    await new Promise((resolve) => this.server.close(resolve));
    await rm(this.directory, { recursive: true, force: true });
  }
}
