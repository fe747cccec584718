import { refuseInTransaction } from '@app/kernel';
import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { Agent, buildConnector, type Dispatcher, request } from 'undici';
import { literalAddress } from './address-rules';
import { EgressForbidden } from './egress.errors';
import { EgressPolicy } from './egress-policy';
import { NoAnswer } from './no-answer';

export interface GuardedRequest {
  method?: 'GET' | 'HEAD';
  headers?: Record<string, string>;
  signal?: AbortSignal;
  /** Longest wait for the response to begin, in milliseconds. */
  headersTimeoutMs?: number;
  /** An origin that our own configuration names, such as Google's: it needs no judging. Redirects from it do. */
  trustedOrigin?: string;
}

export interface GuardedResponse {
  status: number;
  headers: Record<string, string | string[] | undefined>;
  body: Dispatcher.ResponseData['body'];
  /** Where the redirects led. */
  url: URL;
}

const MAX_REDIRECTS = 5;
const CONNECT_TIMEOUT_MS = 10_000;
const REDIRECTS = new Set([301, 302, 303, 307, 308]);

/** HTTP to places that a caller can influence: every connection, also after a redirect, is checked by the policy. */
@Injectable()
export class GuardedHttp implements OnApplicationShutdown {
  private readonly connectors = new Map<number, buildConnector.connector>();
  private readonly agent: Agent;
  private readonly trusted = new Agent({
    connect: { timeout: CONNECT_TIMEOUT_MS },
    bodyTimeout: 0,
    connections: null,
  });

  constructor(private readonly policy: EgressPolicy) {
    this.agent = new Agent({
      connect: (options, callback) => this.connect(options, callback),
      bodyTimeout: 0,
      connections: null,
    });
  }

  /**
   * Follows up to five redirects, and answers the sixth as it is. Credentials among the headers do not go to
   * another origin.
   * @throws EgressForbidden, UrlNotUsable, NoAnswer, or the network's own error.
   */
  async request(address: string, options: GuardedRequest = {}): Promise<GuardedResponse> {
    refuseInTransaction('a request');
    const { trustedOrigin } = options;
    const check = (text: string) =>
      isFrom(trustedOrigin, text) ? new URL(text) : this.policy.checkUrl(text);
    let url = check(address);
    let headers = options.headers ?? {};
    for (let hop = 0; ; hop += 1) {
      const response = await this.once(url, { ...options, headers });
      const location = response.headers.location;
      if (!REDIRECTS.has(response.status) || typeof location !== 'string' || hop >= MAX_REDIRECTS)
        return response;
      await response.body.dump();
      const next = check(URL.canParse(location, url.href) ? new URL(location, url).href : location);
      if (next.origin !== url.origin) headers = withoutCredentials(headers);
      url = next;
    }
  }

  async onApplicationShutdown(): Promise<void> {
    await Promise.all([this.agent.destroy(), this.trusted.destroy()]);
  }

  private async once(url: URL, options: GuardedRequest): Promise<GuardedResponse> {
    const { method, headers, signal, headersTimeoutMs, trustedOrigin } = options;
    try {
      const response = await request(url, {
        dispatcher: isFrom(trustedOrigin, url.href) ? this.trusted : this.agent,
        method: method ?? 'GET',
        headers: { 'user-agent': 'ClassroomDownloader', accept: '*/*', ...headers },
        signal,
        headersTimeout: headersTimeoutMs ?? 30_000,
      });
      // Whoever reads the body hears of its errors; a body that is thrown away unread must not end the process.
      response.body.on('error', () => undefined);
      return { status: response.statusCode, headers: response.headers, body: response.body, url };
    } catch (error) {
      if (error instanceof Error && error.cause instanceof EgressForbidden) throw error.cause;
      throw NoAnswer.fromError(error, url.host) ?? error;
    }
  }

  private connect(options: buildConnector.Options, callback: buildConnector.Callback): void {
    const port = Number(options.port) || (options.protocol === 'https:' ? 443 : 80);
    const literal = literalAddress(options.hostname);
    if (literal !== undefined && !this.policy.permits(literal, port)) {
      callback(new EgressForbidden(options.hostname), null);
      return;
    }
    this.connectorFor(port)(options, callback);
  }

  /** Node's own address selection, with a lookup that knows the port. */
  private connectorFor(port: number): buildConnector.connector {
    const known = this.connectors.get(port);
    if (known) return known;
    const connector = buildConnector({ timeout: CONNECT_TIMEOUT_MS, lookup: this.policy.lookupFor(port) });
    this.connectors.set(port, connector);
    return connector;
  }
}

function isFrom(origin: string | undefined, url: string): boolean {
  return origin !== undefined && URL.canParse(url) && new URL(url).origin === origin;
}

function withoutCredentials(headers: Record<string, string>): Record<string, string> {
  const secret = new Set(['authorization', 'cookie', 'x-goog-drive-resource-keys']);
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !secret.has(name.toLowerCase())));
}
