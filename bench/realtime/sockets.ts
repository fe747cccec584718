import { once } from 'node:events';
import { WebSocket } from 'ws';

/** Opened at once, so that the client is not what is measured. */
const BATCH = 50;

interface Told {
  download_id?: string;
  data?: { status: string; progress: number; downloaded_bytes: number };
}

/** Many clients, and how long what a worker reports takes to them. */
export class Sockets {
  messages = 0;
  private readonly sockets: WebSocket[] = [];
  private readonly watched = new Set<string>();
  private readonly moved = new Set<string>();
  private readonly reportedAt = new Map<string, number>();
  private lags: number[] = [];

  constructor(
    private readonly origin: string,
    private readonly token: string,
  ) {}

  /** How many downloads have moved. */
  get moving(): number {
    return this.moved.size;
  }

  async open(ids: string[]): Promise<void> {
    for (let start = 0; start < ids.length; start += BATCH)
      await Promise.all(ids.slice(start, start + BATCH).map((id) => this.openOne(id)));
  }

  /** What came through Redis, with the worker's time. */
  noteReport(data: object): void {
    const { download_id: id, downloaded_bytes: bytes, at } = data as Record<string, unknown>;
    this.reportedAt.set(`${String(id)} ${String(bytes)}`, Number(at));
  }

  reset(): void {
    this.messages = 0;
    this.lags = [];
  }

  lag(): { medianMs: number; p99Ms: number } {
    const sorted = this.lags.sort((one, other) => one - other);
    const at = (share: number) => sorted[Math.floor(sorted.length * share)] ?? NaN;
    return { medianMs: at(0.5), p99Ms: at(0.99) };
  }

  close(): void {
    for (const socket of this.sockets) socket.terminate();
  }

  private async openOne(id: string): Promise<void> {
    const headers = { authorization: `Bearer ${this.token}` };
    const socket = new WebSocket(`${this.origin.replace('http', 'ws')}/ws/downloads/${id}`, { headers });
    this.sockets.push(socket);
    const isFirst = !this.watched.has(id);
    this.watched.add(id);
    // One of each download looks at the time; the others count.
    socket.on('message', (text: Buffer) => {
      this.messages += 1;
      if (isFirst) this.note(JSON.parse(text.toString()) as Told, Date.now());
    });
    await once(socket, 'open');
  }

  private note({ download_id: id = '', data }: Told, now: number): void {
    if (!data) return;
    if (data.progress > 0) this.moved.add(id);
    // The report may be heard here a moment later than at the api.
    setImmediate(() => {
      const at = this.reportedAt.get(`${id} ${String(data.downloaded_bytes)}`);
      if (at !== undefined) this.lags.push(Math.max(0, now - at));
    });
  }
}
