import type { Caller } from '@app/auth';
import type { LiveMessage, Subscriber, Topic } from '@app/realtime';
import { CLOSE_REASONS, type CloseReason, type Closure } from './close-reason';
import { LIVE_METRICS } from './live.metrics';
import { Outbox } from './outbox';

/** What a proxy may take for a dead connection is longer, mostly a minute. */
const HEARTBEAT_MS = 20_000;
const MAX_BEHIND_MS = 30_000;
const IDLE_MS = 15 * 60_000;
/** Then it connects again, and proves again who it is. A tenth more or less, so that not all do so at once. */
const MAX_AGE_MS = 60 * 60_000;

/** The other end: a socket or an event stream. */
export interface Transport {
  readonly name: 'websocket' | 'sse';
  textOf(message: LiveMessage): string;
  write(text: string, done: () => void): void;
  heartbeat(): void;
  /** True: it says nothing more after the final state, and is ended. */
  readonly endsWithFinal: boolean;
  close(reason: CloseReason): void;
}

/** One client that watches one topic. */
export class LiveSession implements Subscriber {
  hasFinal = false;
  private isOpen = true;
  private readonly outbox: Outbox;
  readonly openedAt = performance.now();
  private readonly maxAgeMs = MAX_AGE_MS * (0.9 + Math.random() * 0.2);
  private heardAt = this.openedAt;
  private beatAt = this.openedAt;

  /** @param closed called once, however it ends; undefined: it never was a connection */
  constructor(
    readonly caller: Caller,
    readonly topic: Topic,
    readonly transport: Transport,
    private readonly closed: (closure: Closure | undefined) => void,
  ) {
    const { name } = transport;
    this.outbox = new Outbox({
      write: (text, done) => transport.write(text, done),
      textOf: (message) => transport.textOf(message),
      sent: (message) => this.noteSent(message),
      coalesced: () => LIVE_METRICS.coalesced.inc({ transport: name }),
    });
  }

  get viewer(): Caller {
    return this.caller;
  }

  get hasEnded(): boolean {
    return !this.isOpen;
  }

  sendMessage(message: LiveMessage): void {
    if (this.isOpen) this.outbox.send(message);
  }

  /** What is no state of the topic. */
  say(text: string): void {
    if (this.isOpen) this.outbox.write(text);
  }

  isUpToDate(): void {
    this.hasFinal = true;
  }

  endWith(reason: CloseReason): void {
    if (!this.isOpen) return;
    this.transport.close(reason);
    this.finish({ reason, code: CLOSE_REASONS[reason].code });
  }

  /** The client has gone. @param code of its close frame */
  leave(code: number): void {
    this.finish({ reason: 'client', code });
  }

  /** Nothing is sent after all. */
  discardPending(): void {
    this.finish(undefined);
  }

  private finish(closure: Closure | undefined): void {
    if (!this.isOpen) return;
    this.isOpen = false;
    this.outbox.close();
    this.closed(closure);
  }

  /** Looked at every second or so. */
  tick(now: number): void {
    if (this.outbox.behindMs > MAX_BEHIND_MS) this.endWith('too-slow');
    else if (now - this.openedAt > this.maxAgeMs) this.endWith('too-old');
    else if (now - this.heardAt > IDLE_MS) this.endWith('idle');
    else if (now - this.beatAt >= HEARTBEAT_MS) {
      this.beatAt = now;
      this.transport.heartbeat();
    }
  }

  private noteSent({ isFinal, madeAt }: LiveMessage): void {
    const { name: transport, endsWithFinal } = this.transport;
    this.heardAt = performance.now();
    LIVE_METRICS.messages.inc({ transport });
    if (madeAt !== undefined)
      LIVE_METRICS.lag.observe({ transport }, Math.max(0, Date.now() - madeAt) / 1000);
    if (isFinal && endsWithFinal) this.endWith('done');
  }
}
