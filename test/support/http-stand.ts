import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface SeenRequest {
  method: string;
  url: string;
  headers: IncomingHttpHeaders;
}

/** A web server of the test's own on loopback, and what it was asked. */
export class HttpStand {
  readonly requests: SeenRequest[] = [];
  /** `127.0.0.1:<port>`, as EGRESS_ALLOW has it; empty until it listens. */
  host = '';
  private readonly server = createServer((request, response) => {
    const { method = '', url = '', headers } = request;
    this.requests.push({ method, url, headers });
    this.answer(request, response);
  });

  /** @param answer what it does now; tests change it between two requests */
  constructor(public answer: RequestListener = (_request, response) => response.end()) {}

  static async start(answer?: RequestListener): Promise<HttpStand> {
    const stand = new HttpStand(answer);
    await stand.listen();
    return stand;
  }

  async listen(): Promise<void> {
    this.server.listen(0, '127.0.0.1');
    await once(this.server, 'listening');
    this.host = `127.0.0.1:${String((this.server.address() as AddressInfo).port)}`;
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
