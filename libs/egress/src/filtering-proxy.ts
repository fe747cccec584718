import { randomBytes } from 'node:crypto';
import http from 'node:http';
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

/**
 * An HTTP proxy on loopback through which yt-dlp and its ffmpeg reach the network: whatever they resolve or are
 * redirected to is judged by the policy. Only who knows the password of this process may use it.
 */
@Injectable()
export class FilteringProxy implements OnApplicationShutdown {
  private readonly logger = new Logger(FilteringProxy.name);
  private readonly password = randomBytes(18).toString('base64url');
  private starting?: Promise<Server>;

  constructor(private readonly policy: EgressPolicy) {}

  /** The proxy's address with its password: hand it over on stdin, never in argv. Starts the proxy if needed. */
  async address(): Promise<string> {
    this.starting ??= this.start().catch((error: unknown) => {
      // Whoever asks next tries again.
      this.starting = undefined;
      throw error;
    });
    const { port } = await this.starting;
    return `http://worker:${this.password}@127.0.0.1:${String(port)}`;
  }

  async onApplicationShutdown(): Promise<void> {
    const server = await this.starting;
    await server?.close(true);
  }

  private async start(): Promise<Server> {
    const server = new Server({
      host: '127.0.0.1',
      port: 0,
      prepareRequestFunction: async ({ username, password, hostname, port }) => {
        if (username !== 'worker' || password !== this.password) return { requestAuthentication: true };
        if (await this.isForbidden(hostname, port)) throw new RequestError(REFUSED, REFUSED_STATUS);
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

  /** Judged before connecting, because a tunnel that fails afterwards is closed without a word. */
  private async isForbidden(host: string, port: number): Promise<boolean> {
    const literal = literalAddress(host);
    if (literal !== undefined) return !this.policy.permits(literal, port);
    return new Promise((resolve) => {
      this.policy.lookupFor(port)(host, { all: true }, (error) => resolve(error instanceof EgressForbidden));
    });
  }
}
