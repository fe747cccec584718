import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020';
import { fullFormats } from 'ajv-formats/dist/formats';
import { WebSocket } from 'ws';
import { until } from './until';

export interface SocketMessage {
  type: string;
  id?: string;
  download_id?: string;
  data: Record<string, unknown>;
  timestamp: string;
}

interface Document {
  components: { messages: Record<string, { payload: { properties: { type: { const: string } } } }> };
}

const { components } = JSON.parse(readFileSync('asyncapi.json', 'utf8')) as Document;
const ajv = new Ajv2020({ strict: false, allErrors: true, formats: fullFormats });
const validators = new Map(
  Object.values(components.messages).map(({ payload }) => [
    payload.properties.type.const,
    ajv.compile(closed(payload) as object),
  ]),
);

/** Every member has to be described. */
function closed(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(closed);
  if (typeof schema !== 'object' || schema === null) return schema;
  if ('allOf' in schema) return { ...schema, unevaluatedProperties: false };
  const all = Object.fromEntries(Object.entries(schema).map(([name, value]) => [name, closed(value)]));
  return 'properties' in schema && 'required' in schema ? { ...all, additionalProperties: false } : all;
}

/** A WebSocket client that notes what it is told. */
export class WebSocketClient {
  readonly messages: SocketMessage[] = [];
  /** Messages that asyncapi.json does not describe, and why. */
  readonly undescribed: unknown[] = [];
  closed?: { code: number; reason: string };

  private constructor(readonly socket: WebSocket) {
    socket.on('message', (data: Buffer) => {
      const message = JSON.parse(data.toString()) as SocketMessage;
      this.messages.push(message);
      const validate = validators.get(message.type);
      if (validate?.(message) !== true) this.undescribed.push({ message, errors: validate?.errors });
    });
    socket.on('close', (code, reason) => (this.closed = { code, reason: reason.toString() }));
    socket.on('error', () => undefined);
  }

  /** Open, or the status that it was refused with. */
  static open(url: string, headers: Record<string, string> = {}): Promise<WebSocketClient | number> {
    const socket = new WebSocket(url.replace(/^http/, 'ws'), { headers });
    const client = new WebSocketClient(socket);
    return new Promise((resolve, reject) => {
      socket.once('open', () => resolve(client));
      socket.once('unexpected-response', (_request, response) => {
        resolve(response.statusCode ?? 0);
        response.resume();
        socket.terminate();
      });
      socket.once('error', reject);
    });
  }

  static async connect(url: string, headers: Record<string, string> = {}): Promise<WebSocketClient> {
    const client = await WebSocketClient.open(url, headers);
    if (typeof client === 'number') throw new Error(`refused with ${String(client)}`);
    return client;
  }

  next(fits: (message: SocketMessage) => boolean, timeoutMs?: number): Promise<SocketMessage> {
    return until(() => this.messages.find(fits), timeoutMs);
  }

  /** The code that it was closed with. */
  async end(timeoutMs?: number): Promise<number> {
    return (await until(() => this.closed, timeoutMs)).code;
  }

  close(): void {
    this.socket.terminate();
  }
}
