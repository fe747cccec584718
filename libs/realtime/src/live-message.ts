import { type Version, writeVersion } from './version';

export interface MessageShapes {
  /** For WebSocket: `type`, `data`, `timestamp`. */
  socket: Record<string, unknown>;
  /** For Server-Sent Events: flat. */
  stream: Record<string, unknown>;
}

interface MessageFacts {
  version: Version;
  /** Nothing more happens by itself. */
  isFinal?: boolean;
  /** When it became true, in milliseconds since 1970, where that is known. */
  madeAt?: number;
  /** The same for who has seen that much already; undefined: it says no less. */
  raisedTo?: (seen: Version) => LiveMessage | undefined;
}

let revisions = 0;

/** One state of a topic, whole. It is written once for each way of sending, however many it is sent to. */
export class LiveMessage {
  readonly version: Version;
  readonly isFinal: boolean;
  readonly madeAt?: number;
  /** Rises with every message of this process. */
  readonly revision = (revisions += 1);
  private socketText?: string;
  private streamText?: string;
  private content?: string;

  constructor(
    private readonly shapes: MessageShapes,
    private readonly facts: MessageFacts,
  ) {
    this.version = facts.version;
    this.isFinal = facts.isFinal ?? false;
    this.madeAt = facts.madeAt;
  }

  get id(): string {
    return writeVersion(this.version);
  }

  forSocket(): string {
    return (this.socketText ??= JSON.stringify({ ...this.shapes.socket, id: this.id }));
  }

  /** An event of `text/event-stream`. */
  forStream(): string {
    return (this.streamText ??= `id: ${this.id}\ndata: ${this.said}\n\n`);
  }

  /** For one client, which may have seen more at another replica than this one has heard. */
  forWhoHasSeen(seen: Version | undefined): LiveMessage {
    return (seen && this.facts.raisedTo?.(seen)) ?? this;
  }

  /** True when it says the same as another, but for the time. */
  saysSameAs(other: LiveMessage | undefined): boolean {
    return other?.said === this.said;
  }

  private get said(): string {
    return (this.content ??= JSON.stringify(this.shapes.stream));
  }
}
