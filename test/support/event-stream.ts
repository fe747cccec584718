import { until } from './until';

export interface StreamEvent {
  id?: string;
  data: Record<string, unknown> & { type: string };
}

/** A client of Server-Sent Events that notes what it is told. */
export class EventStreamClient {
  readonly events: StreamEvent[] = [];
  comments = 0;
  isEnded = false;
  private readonly abort = new AbortController();

  private constructor(
    readonly status: number,
    readonly headers: Headers,
  ) {}

  static async open(url: string, headers: Record<string, string> = {}): Promise<EventStreamClient> {
    const abort = new AbortController();
    const response = await fetch(url, { headers, signal: abort.signal });
    const client = new EventStreamClient(response.status, response.headers);
    client.abort.signal.addEventListener('abort', () => abort.abort());
    void client.read(response).catch(() => undefined);
    return client;
  }

  /** The first event of a type, when it is there. */
  next(type: string, timeoutMs?: number): Promise<StreamEvent> {
    return until(() => this.events.find(({ data }) => data.type === type), timeoutMs);
  }

  types(): string[] {
    return this.events.map(({ data }) => data.type);
  }

  close(): void {
    this.abort.abort();
  }

  private async read(response: Response): Promise<void> {
    let text = '';
    const decoder = new TextDecoder();
    for await (const chunk of response.body ?? []) {
      text += decoder.decode(chunk as Uint8Array, { stream: true });
      const blocks = text.split('\n\n');
      text = blocks.pop() ?? '';
      for (const block of blocks) this.note(block);
    }
    this.isEnded = true;
  }

  private note(block: string): void {
    const field = (name: string) => new RegExp(`^${name}: (.*)$`, 'm').exec(block)?.[1];
    const data = field('data');
    if (data === undefined) this.comments += 1;
    else this.events.push({ id: field('id'), data: JSON.parse(data) as StreamEvent['data'] });
  }
}
