import type { ServerResponse } from 'node:http';
import type { LiveMessage } from '@app/realtime';
import type { FastifyReply } from 'fastify';
import { CLOSE_REASONS, type CloseReason } from './close-reason';
import type { Transport } from './live-session';

/** Clients come back spread over some seconds, so that not all do when a server has restarted. */
const RETRY_MS = { least: 1_000, spread: 4_000 };

/** For the last event, and what is before it: then a client that does not read is cut off. */
const CLOSE_MS = 5_000;

const HEADERS = {
  'content-type': 'text/event-stream; charset=utf-8',
  // Also for proxies: not to be kept, collected or compressed.
  'cache-control': 'private, no-cache, no-store, no-transform',
  'x-accel-buffering': 'no',
  connection: 'keep-alive',
};

/** Server-Sent Events over one response. What is sent before it begins is kept until then. */
export class EventStream implements Transport {
  readonly name = 'sse';
  readonly endsWithFinal = true;
  private readonly response: ServerResponse;
  private early?: { text: string; done: () => void }[] = [];
  private ends?: CloseReason;

  constructor(private readonly reply: FastifyReply) {
    this.response = reply.raw;
  }

  /** Sends the headers and the greeting. */
  begin(greeting: object): void {
    const retry = Math.round(RETRY_MS.least + Math.random() * RETRY_MS.spread);
    this.reply.hijack();
    // Fastify stops listening when the response is finished; a late error of one client is nobody else's.
    this.response.on('error', () => undefined);
    this.response.writeHead(200, { ...plainHeaders(this.reply), ...HEADERS });
    this.response.write(`retry: ${String(retry)}\ndata: ${JSON.stringify(greeting)}\n\n`);
    const early = this.early ?? [];
    this.early = undefined;
    for (const { text, done } of early) this.write(text, done);
    if (this.ends) this.close(this.ends);
  }

  textOf(message: LiveMessage): string {
    return message.forStream();
  }

  write(text: string, done: () => void): void {
    if (this.early) this.early.push({ text, done });
    else if (this.isOver) done();
    else this.response.write(text, () => done());
  }

  heartbeat(): void {
    if (!this.early && !this.isOver && this.response.writableLength === 0)
      this.response.write(': still here\n\n');
  }

  private get isOver(): boolean {
    return this.response.writableEnded || this.response.destroyed;
  }

  close(reason: CloseReason): void {
    if (this.early) {
      this.ends = reason;
      return;
    }
    const { code, text } = CLOSE_REASONS[reason];
    if (reason === 'too-slow') {
      this.response.destroy();
      return;
    }
    const last = { type: 'connection_closed', code, message: text };
    this.response.end(reason === 'done' ? undefined : `data: ${JSON.stringify(last)}\n\n`);
    // Nothing else would end it: no time-out of the server holds for an answer that nobody reads.
    const timer = setTimeout(() => this.response.destroy(), CLOSE_MS).unref();
    this.response.once('close', () => clearTimeout(timer));
  }
}

function plainHeaders(reply: FastifyReply): Record<string, string | string[] | number> {
  return Object.fromEntries(
    Object.entries(reply.getHeaders()).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, value]],
    ),
  );
}
