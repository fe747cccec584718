import { setTimeout as sleep } from 'node:timers/promises';
import { Readable } from 'node:stream';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { googleError } from './google/google-error';
import { emptyPage } from './google/paging';
import type { TokenEnd, Tokens } from './google/tokens';
import { bearerOf } from './google/session';
import { type BodyBreak, brokenBody } from './media/broken-body';

/** Something that goes wrong on demand. */
export interface Fault {
  /** Beginning of the path it concerns. */
  path: string;
  /** Text that the whole address must contain. */
  contains?: string;
  method?: string;
  /** How many requests it hits; without it, all until it is removed. */
  times?: number;
  /** Requests that pass first. */
  after?: number;
  delayMs?: number;
  /** Answer with this instead. */
  status?: number;
  /** Answer with Google's error of this name instead, such as `rateLimitExceeded`; `status` may override its status. */
  reason?: string;
  /** Seconds that a Retry-After header asks for. */
  retryAfter?: number;
  headers?: Record<string, string>;
  body?: unknown;
  /** Answer a list with a page that is empty and has a next one. */
  emptyPage?: boolean;
  /** Cut the connection. */
  drop?: boolean;
  /** Answer as usual, but break the body off. */
  breakBody?: BodyBreak;
  /** Answer as usual, and after that the caller's tokens are worth nothing. */
  ends?: TokenEnd;
}

export interface SeenRequest {
  method: string;
  url: string;
  /** What part of a file was asked for. */
  range?: string;
  /** Milliseconds since 1970. */
  at: number;
  /** Of the answer, as soon as that is over: its head, and its body as far as it was taken. */
  sentBytes: number;
}

/** Breaks requests as told, and remembers all there were. */
export class Faults {
  readonly seen: SeenRequest[] = [];
  private readonly faults = new Map<number, Fault>();
  private readonly striking = new WeakMap<FastifyRequest, Fault>();
  private lastId = 0;

  constructor(private readonly tokens: Tokens) {}

  /** Answers a function that ends it. */
  addFault(fault: Fault): () => void {
    const id = this.putFault(fault);
    return () => this.removeFault(id);
  }

  /** Answers its number. */
  putFault(fault: Fault): number {
    this.lastId += 1;
    this.faults.set(this.lastId, { ...fault });
    return this.lastId;
  }

  /** Those that still have requests to hit. */
  listFaults(): (Fault & { id: number })[] {
    return [...this.faults].map(([id, fault]) => ({ id, ...fault }));
  }

  removeFault(id: number): boolean {
    return this.faults.delete(id);
  }

  clear(): void {
    this.faults.clear();
  }

  /** How often a path was asked for. */
  countFaults(path: string): number {
    return this.seen.filter(({ url }) => url.startsWith(path)).length;
  }

  watch(app: FastifyInstance): void {
    app.addHook('onRequest', async (request, reply) => {
      if (request.url.startsWith('/_sandbox')) return;
      const { method, url, headers } = request;
      const seen = { method, url, range: headers.range, at: Date.now(), sentBytes: 0 };
      this.seen.push(seen);
      const { socket } = request.raw;
      const before = socket.bytesWritten;
      reply.raw.once('close', () => (seen.sentBytes = socket.bytesWritten - before));
      const fault = this.match(request);
      if (!fault) return;
      this.striking.set(request, fault);
      await strike(fault, request, reply);
    });
    app.addHook('onSend', async (request, reply, payload) => {
      const { ends, breakBody } = this.striking.get(request) ?? {};
      if (ends) this.tokens.endGrant(this.tokens.findGrant(bearerOf(request), 'access')?.sub ?? '', ends);
      return breakBody && payload instanceof Readable ? brokenBody(payload, breakBody, reply) : payload;
    });
  }

  private match(request: FastifyRequest): Fault | undefined {
    for (const [id, fault] of this.faults) {
      if (!request.url.startsWith(fault.path)) continue;
      if (fault.contains !== undefined && !request.url.includes(fault.contains)) continue;
      if (fault.method !== undefined && fault.method !== request.method) continue;
      if (fault.after !== undefined && fault.after > 0) {
        fault.after -= 1;
        continue;
      }
      if (fault.times !== undefined) {
        fault.times -= 1;
        if (fault.times <= 0) this.faults.delete(id);
      }
      return fault;
    }
    return undefined;
  }
}

async function strike(fault: Fault, request: FastifyRequest, reply: FastifyReply): Promise<void> {
  if (fault.delayMs !== undefined) await sleep(fault.delayMs, undefined, { ref: false });
  if (fault.drop === true) {
    request.raw.destroy();
    return;
  }
  const answer = answerOf(fault, request);
  if (!answer) return;
  if (fault.retryAfter !== undefined) void reply.header('retry-after', fault.retryAfter);
  await reply
    .status(answer.status)
    .headers(fault.headers ?? {})
    .send(answer.body);
}

/** What is answered in place of what would have been. */
function answerOf(fault: Fault, request: FastifyRequest): { status: number; body: unknown } | undefined {
  if (fault.emptyPage === true)
    return { status: 200, body: emptyPage(request.query as { pageToken?: string }) };
  if (fault.reason !== undefined) {
    const error = googleError(fault.reason, fault.status);
    return { status: error.status, body: fault.body ?? error.body() };
  }
  return fault.status === undefined ? undefined : { status: fault.status, body: fault.body ?? {} };
}
