import { FindBatches } from '@app/batches';
import { AppError, Clock, type Viewer } from '@app/kernel';
import { Injectable, Logger } from '@nestjs/common';
import { batchMessage } from './batch-message';
import { Channel, type Subscriber } from './channel';
import { Refresher } from './refresher';
import type { Version } from './version';

const READS_PER_SECOND = 2;

interface Feed {
  id: string;
  /** Sees all of the tenant: who may watch was decided before. */
  viewer: Viewer;
  channel: Channel;
  refresher: Refresher;
}

/** The batches that somebody watches at this process. */
@Injectable()
export class BatchFeeds {
  private readonly logger = new Logger(BatchFeeds.name);
  private readonly feeds = new Map<string, Feed>();

  constructor(
    private readonly batches: FindBatches,
    private readonly clock: Clock,
  ) {}

  async subscribe(id: string, subscriber: Subscriber, since?: Version): Promise<() => void> {
    const feed = this.feeds.get(id) ?? this.add(id, subscriber.viewer.tenantId);
    return feed.channel.attach(subscriber, since, {
      read: () => feed.channel.refreshFor(since, feed.refresher),
      abandoned: () => this.remove(feed),
    });
  }

  note(tenantId: string): void {
    for (const { viewer, refresher } of this.feeds.values())
      if (viewer.tenantId === tenantId) refresher.changed();
  }

  /** Also what nobody tells of: how far its downloads are. */
  check(): void {
    for (const { refresher } of this.feeds.values()) refresher.changed();
  }

  private add(id: string, tenantId: string): Feed {
    const feed: Feed = {
      id,
      viewer: { tenantId, requester: '', seesTenant: true },
      channel: new Channel(),
      refresher: new Refresher(() => this.read(feed), {
        perSecond: READS_PER_SECOND,
        failed: (error) => this.logger.debug({ message: 'batch not read, tried again', error }),
      }),
    };
    this.feeds.set(id, feed);
    return feed;
  }

  private remove(feed: Feed): void {
    feed.refresher.stop();
    if (this.feeds.get(feed.id) === feed) this.feeds.delete(feed.id);
  }

  private async read(feed: Feed): Promise<void> {
    const { channel, id, viewer } = feed;
    try {
      const asOf = Math.floor(this.clock.now().getTime() * 1000);
      const batch = await this.batches.findBatch(id, viewer);
      const message = batchMessage(batch, asOf, this.clock.now());
      if (message.saysSameAs(channel.message)) channel.confirm(message);
      else channel.publish(message);
    } catch (error) {
      if (!(error instanceof AppError && error.code === 'batch.not-found')) throw error;
      this.remove(feed);
      channel.endSubscriptions();
    }
  }
}
