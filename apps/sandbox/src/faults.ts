import { setTimeout as sleep } from 'node:timers/promises';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

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
  headers?: Record<string, string>;
  body?: unknown;
  /** Cut the connection. */
  drop?: boolean;
}

export interface SeenRequest {
  method: string;
  url: string;
  /** The Range header. */
  range?: string;
  at: number;
}

/** Breaks requests as told, and remembers all there were. */
export class Faults {
  readonly seen: SeenRequest[] = [];
  private readonly faults = new Set<Fault>();

  /** Answers a function that ends it. */
  add(fault: Fault): () => void {
    this.faults.add(fault);
    return () => this.faults.delete(fault);
  }

  clear(): void {
    this.faults.clear();
  }

  /** How often a path was asked for. */
  count(path: string): number {
    return this.seen.filter(({ url }) => url.startsWith(path)).length;
  }

  watch(app: FastifyInstance): void {
    app.addHook('onRequest', async (request, reply) => {
      if (request.url.startsWith('/_sandbox')) return;
      const { range } = request.headers;
      this.seen.push({ method: request.method, url: request.url, range, at: Date.now() });
      const fault = this.match(request);
      if (fault) await strike(fault, request, reply);
    });
  }

  private match(request: FastifyRequest): Fault | undefined {
    for (const fault of this.faults) {
      if (!request.url.startsWith(fault.path)) continue;
      if (fault.contains !== undefined && !request.url.includes(fault.contains)) continue;
      if (fault.method !== undefined && fault.method !== request.method) continue;
      if (fault.after !== undefined && fault.after > 0) {
        fault.after -= 1;
        continue;
      }
      if (fault.times !== undefined) {
        fault.times -= 1;
        if (fault.times <= 0) this.faults.delete(fault);
      }
      return fault;
    }
    return undefined;
  }
}

async function strike(fault: Fault, request: FastifyRequest, reply: FastifyReply): Promise<void> {
  if (fault.delayMs !== undefined) await sleep(fault.delayMs);
  if (fault.drop === true) {
    request.raw.destroy();
    return;
  }
  if (fault.status === undefined) return;
  await reply
    .status(fault.status)
    .headers(fault.headers ?? {})
    .send(fault.body ?? {});
}
