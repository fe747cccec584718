import { Clock } from '@app/kernel';
import { Injectable, Logger } from '@nestjs/common';
import { Channel, type Subscriber } from './channel';
import { LiveMessage } from './live-message';
import { type Notice, noticeData } from './notice';
import { NoticesRepository } from './persistence/notices.repository';
import { Refresher } from './refresher';
import type { Version } from './version';

const READS_PER_SECOND = 2;

/** What concerns everybody of a tenant: the notices that hold now. All of them are read at once, and only while somebody watches. */
@Injectable()
export class NoticeFeeds {
  private readonly logger = new Logger(NoticeFeeds.name);
  private readonly channels = new Map<string, Channel>();
  private readonly refresher = new Refresher(() => this.read(), {
    perSecond: READS_PER_SECOND,
    failed: (error) => this.logger.debug({ message: 'notices not read, tried again', error }),
  });

  constructor(
    private readonly notices: NoticesRepository,
    private readonly clock: Clock,
  ) {}

  async subscribe(subscriber: Subscriber, since?: Version): Promise<() => void> {
    const { tenantId } = subscriber.viewer;
    const channel = this.channels.get(tenantId) ?? new Channel();
    this.channels.set(tenantId, channel);
    return channel.attach(subscriber, since, {
      read: () => channel.refreshFor(since, this.refresher),
      abandoned: () => {
        if (this.channels.get(tenantId) === channel) this.channels.delete(tenantId);
      },
    });
  }

  /** One was made, withdrawn, or may have ended. */
  check(): void {
    if (this.channels.size > 0) this.refresher.changed();
  }

  private async read(): Promise<void> {
    const now = this.clock.now();
    const watched = [...this.channels];
    const all = await this.notices.listPresent(watched.map(([tenantId]) => tenantId));
    for (const [tenantId, channel] of watched) {
      const message = noticesMessage(
        all.filter((notice) => notice.tenantId === null || notice.tenantId === tenantId),
        now,
      );
      if (message.saysSameAs(channel.message)) channel.confirm(message);
      else channel.publish(message);
    }
  }
}

function noticesMessage(notices: readonly Notice[], now: Date): LiveMessage {
  const data = { notices: notices.map(noticeData) };
  const type = 'general_update';
  return new LiveMessage(
    { socket: { type, data, timestamp: now.toISOString() }, stream: { type, ...data } },
    { version: [Math.floor(now.getTime() * 1000)] },
  );
}
