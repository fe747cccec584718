import type { LiveMessage } from '@app/realtime';

/** What a client has not read is kept up to here, in bytes. */
export const MAX_UNREAD = 256 * 1024;

export interface OutboxOptions {
  write: (text: string, done: () => void) => void;
  textOf: (message: LiveMessage) => string;
  sent: (message: LiveMessage) => void;
  /** A message was not sent because a newer one came first. */
  coalesced: () => void;
}

/**
 * What is on its way to one client. Every message is a whole state: for who does not read fast enough, only the newest is
 * kept, and sent when there is room again.
 */
export class Outbox {
  private isClosed = false;
  private unread = 0;
  private waiting?: LiveMessage;
  private behindAt?: number;

  constructor(private readonly options: OutboxOptions) {}

  /** How long the client has been behind, in milliseconds; 0: it is not. */
  get behindMs(): number {
    return this.behindAt === undefined ? 0 : performance.now() - this.behindAt;
  }

  send(message: LiveMessage): void {
    if (this.isClosed) return;
    const text = this.options.textOf(message);
    if (this.write(text)) {
      this.options.sent(message);
      return;
    }
    if (this.waiting) this.options.coalesced();
    this.waiting = message;
    this.behindAt ??= performance.now();
  }

  /** What is no state, such as a heartbeat. False: there is no room for it. A client that has read all gets even what is larger. */
  write(text: string): boolean {
    const bytes = Buffer.byteLength(text);
    if (this.isClosed || this.waiting) return false;
    if (this.unread > 0 && this.unread + bytes > MAX_UNREAD) return false;
    this.unread += bytes;
    this.options.write(text, () => {
      this.unread -= bytes;
      this.catchUp();
    });
    return true;
  }

  /** Nothing more is written: what was on its way may still be read, and must not bring out what waits. */
  close(): void {
    this.isClosed = true;
    this.waiting = undefined;
    this.behindAt = undefined;
  }

  private catchUp(): void {
    const { waiting } = this;
    if (!waiting || this.unread > 0) return;
    this.waiting = undefined;
    this.behindAt = undefined;
    this.send(waiting);
  }
}
