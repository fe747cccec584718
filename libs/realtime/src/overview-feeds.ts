import { LiveDownloads } from '@app/downloads';
import { Clock, type Viewer } from '@app/kernel';
import { Injectable, Logger } from '@nestjs/common';
import PQueue from 'p-queue';
import { Channel, type Subscriber } from './channel';
import { LiveConnections } from './live-connections';
import { type Overview, overviewMessages } from './overview';
import { PresentNotices } from './present-notices';
import { Refresher } from './refresher';
import type { Version } from './version';

export const OVERVIEW_TOPICS = ['queue', 'stats', 'dashboard'] as const;
export type OverviewTopic = (typeof OVERVIEW_TOPICS)[number];

/** Feeds are checked at the same time, and read spread over this. */
const SPREAD_MS = 1_500;
/** Counting what is over takes longer the more there is: it is done for a twentieth of the time at most. */
const REST_FACTOR = 20;
const MIN_REST_MS = 500;

interface Owner {
  tenantId: string;
  /** Null: everybody of the tenant. */
  requester: string | null;
}

interface Feed {
  tenantId: string;
  channels: Record<OverviewTopic, Channel>;
  refresher: Refresher;
  /** Until its next check. */
  timer?: NodeJS.Timeout;
  history?: { read: Overview['history']; until: number };
}

/** Queue, statistics and dashboard: one reading for each tenant and class of viewers, however many watch. */
@Injectable()
export class OverviewFeeds {
  private readonly logger = new Logger(OverviewFeeds.name);
  private readonly feeds = new Map<string, Feed>();
  /** Each holds one connection to the database at a time, or two while it counts. */
  private readonly reads = new PQueue({ concurrency: 2 });

  constructor(
    private readonly downloads: LiveDownloads,
    private readonly notices: PresentNotices,
    private readonly connections: LiveConnections,
    private readonly clock: Clock,
  ) {}

  async subscribe(topic: OverviewTopic, subscriber: Subscriber, since?: Version): Promise<() => void> {
    const of = ownerOf(subscriber.viewer);
    const key = `${of.tenantId} ${of.requester ?? ''}`;
    const feed = this.feeds.get(key) ?? this.add(key, of);
    const channel = feed.channels[topic];
    return channel.attach(subscriber, since, {
      read: () => channel.refreshFor(since, feed.refresher),
      abandoned: () => {
        // What nobody watches is not read: it must not be shown to the next one.
        if (feed.channels[topic] === channel) feed.channels[topic] = new Channel();
        if (isUnwatched(feed)) this.remove(key, feed);
      },
    });
  }

  note(tenantId: string): void {
    for (const feed of this.feeds.values()) if (feed.tenantId === tenantId) feed.refresher.changed();
  }

  /** Nothing may have changed; a dashboard is told all the same. */
  check(): void {
    for (const feed of this.feeds.values())
      feed.timer ??= setTimeout(() => {
        feed.timer = undefined;
        feed.refresher.changed();
      }, Math.random() * SPREAD_MS).unref();
  }

  private add(key: string, of: Owner): Feed {
    const feed: Feed = {
      tenantId: of.tenantId,
      channels: { queue: new Channel(), stats: new Channel(), dashboard: new Channel() },
      refresher: new Refresher(() => this.reads.add(() => this.read(feed, of)), {
        perSecond: 1,
        failed: (error) => this.logger.debug({ message: 'overview not read, tried again', error }),
      }),
    };
    this.feeds.set(key, feed);
    return feed;
  }

  private remove(key: string, feed: Feed): void {
    clearTimeout(feed.timer);
    feed.refresher.stop();
    if (this.feeds.get(key) === feed) this.feeds.delete(key);
  }

  /** One statement after the other, and only what somebody watches. */
  private async read(feed: Feed, of: Owner): Promise<void> {
    const watched = OVERVIEW_TOPICS.map((topic) => ({ topic, channel: feed.channels[topic] })).filter(
      ({ channel }) => channel.size > 0,
    );
    if (watched.length === 0) return;
    const history = await this.history(feed, of);
    const queue = await this.downloads.queue(of);
    const showsRunning = watched.some(({ topic }) => topic === 'dashboard');
    const running = showsRunning ? await this.downloads.running(of) : [];
    const notices = showsRunning ? await this.notices.of(of.tenantId) : [];
    const figures = {
      connections: this.connections.countsOf(of.tenantId).total,
      uptimeSeconds: process.uptime(),
    };
    const messages = overviewMessages({ queue, history, running, notices }, figures, this.clock.now());
    for (const { topic, channel } of watched) {
      if (messages[topic].saysSameAs(channel.message)) channel.confirm(messages[topic]);
      else channel.publish(messages[topic]);
    }
  }

  private async history(feed: Feed, of: Owner): Promise<Overview['history']> {
    const begun = performance.now();
    if (feed.history && begun < feed.history.until) return feed.history.read;
    const read = await this.downloads.history(of);
    const ended = performance.now();
    feed.history = { read, until: ended + Math.max(MIN_REST_MS, (ended - begun) * REST_FACTOR) };
    return read;
  }
}

/** People see figures of their own downloads; admins and keys those of their tenant. */
function ownerOf({ tenantId, requester, seesTenant }: Viewer): Owner {
  return { tenantId, requester: seesTenant ? null : requester };
}

function isUnwatched({ channels }: Feed): boolean {
  return OVERVIEW_TOPICS.every((topic) => channels[topic].size === 0);
}
