import type { Viewer } from '@app/kernel';
import type { LiveMessage } from './live-message';
import type { Refresher } from './refresher';
import { compareVersions, type Version } from './version';

/** Why nothing more comes: it is gone, or was never the viewer's to see. */
export type EndReason = 'gone';

/** Who watches: a socket or a stream. */
export interface Subscriber {
  readonly viewer: Viewer;
  sendMessage(message: LiveMessage): void;
  /** It has the final state already. */
  isUpToDate?(): void;
  endWith(reason: EndReason): void;
}

/** A replica may know less, for a moment, than the one that the client was connected to before. */
const CATCH_UP_MS = 3_000;

/** One subscriber of a channel, and what it has. */
class Subscription {
  private revision = 0;
  private readonly until = performance.now() + CATCH_UP_MS;
  private since?: Version;

  /** @param seen the last that it got from any replica */
  constructor(
    readonly subscriber: Subscriber,
    private readonly seen: Version | undefined,
  ) {
    this.since = seen;
  }

  get hasNothing(): boolean {
    return this.revision === 0;
  }

  /** Not what it has, and nothing older than that. */
  offer(latest: LiveMessage): void {
    if (latest.revision <= this.revision) return;
    const message = latest.forWhoHasSeen(this.seen);
    if (this.isBehind(message)) return;
    this.revision = latest.revision;
    const isKnown = this.since !== undefined && compareVersions(message.version, this.since) === 0;
    this.since = undefined;
    if (isKnown && message.isFinal) this.subscriber.isUpToDate?.();
    else this.subscriber.sendMessage(message);
  }

  private isBehind({ version }: LiveMessage): boolean {
    if (this.since === undefined || performance.now() > this.until) return false;
    return compareVersions(version, this.since) < 0;
  }
}

/** Those who watch one topic, and its present state. */
export class Channel {
  private readonly subscriptions = new Set<Subscription>();
  private latest?: LiveMessage;
  private maySee: (viewer: Viewer) => boolean = () => true;

  get size(): number {
    return this.subscriptions.size;
  }

  get message(): LiveMessage | undefined {
    return this.latest;
  }

  /** Sends the present state, if there is one, and every later one until the answer is called. */
  addSubscriber(subscriber: Subscriber, since: Version | undefined): () => void {
    const subscription = new Subscription(subscriber, since);
    this.subscriptions.add(subscription);
    this.offerLatest(subscription);
    return () => this.subscriptions.delete(subscription);
  }

  /** Adds a subscriber, and reads what it is to be sent. @returns what lets it go again */
  async attach(
    subscriber: Subscriber,
    since: Version | undefined,
    { read, abandoned }: { read: () => Promise<void>; abandoned: () => void },
  ): Promise<() => void> {
    const remove = this.addSubscriber(subscriber, since);
    const leave = () => {
      remove();
      if (this.size === 0) abandoned();
    };
    try {
      await read();
    } catch (error) {
      leave();
      throw error;
    }
    return leave;
  }

  /** Who comes with something that it has seen may know more than this replica. */
  async refreshFor(since: Version | undefined, refresher: Refresher): Promise<void> {
    if (!this.latest || since !== undefined) await refresher.refresh();
  }

  /** @param maySee who may see this state; everybody else is told that it is gone */
  publish(message: LiveMessage, maySee: (viewer: Viewer) => boolean = () => true): void {
    this.latest = message;
    this.maySee = maySee;
    for (const subscription of [...this.subscriptions])
      if (maySee(subscription.subscriber.viewer)) subscription.offer(message);
      else this.drop(subscription);
  }

  /** The present state, read anew and the same as before: only who has nothing yet gets it. */
  confirm(message: LiveMessage): void {
    this.latest = message;
    this.repeat();
  }

  /** The present state, to those who were to wait for a newer one. */
  repeat(): void {
    for (const subscription of this.subscriptions)
      if (subscription.hasNothing) this.offerLatest(subscription);
  }

  endSubscriptions(): void {
    for (const subscription of [...this.subscriptions]) this.drop(subscription);
  }

  /** Who may not see it was let in all the same: a newer state, not read yet, will tell why. */
  private offerLatest(subscription: Subscription): void {
    if (this.latest && this.maySee(subscription.subscriber.viewer)) subscription.offer(this.latest);
  }

  private drop(subscription: Subscription): void {
    this.subscriptions.delete(subscription);
    subscription.subscriber.endWith('gone');
  }
}
