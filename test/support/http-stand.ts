import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface SeenRequest {
  method: string;
  url: string;
  headers: IncomingHttpHeaders;
}

/** A web server of the test's own on loopback, and what it was asked. */
export class HttpStand {
  readonly requests: SeenRequest[] = [];

  private constructor(
    private readonly server: Server,
    /** `127.0.0.1:<port>`, as EGRESS_ALLOW has it. */
    readonly host: string,
    /** What it does now; tests change it between two requests. */
    public answer: RequestListener,
  ) {}

  static async start(answer: RequestListener = (_request, response) => response.end()): Promise<HttpStand> {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    const stand = new HttpStand(server, `127.0.0.1:${String(port)}`, answer);
    server.on('request', (request, response) => {
      const { method = '', url = '', headers } = request;
      stand.requests.push({ method, url, headers });
      stand.answer(request, response);
    });
    return stand;
  }

  url(path = '/'): string {
    return `http://${this.host}${path}`;
  }

  async close(): Promise<void> {
    if (!this.server.listening) return;
    const closed = once(this.server, 'close');
    this.server.close();
    this.server.closeAllConnections();
    await closed;
  }
}
