import { LiveDownloads, type RowVersion } from '@app/downloads';
import { Clock } from '@app/kernel';
import { Injectable, Logger } from '@nestjs/common';
import type { Subscriber } from './channel';
import { DownloadFeed } from './download-feed';
import type { ProgressEvent } from './download-state';
import { Refresher } from './refresher';
import type { Version } from './version';

const RETRY_MS = 1_000;
/** Rows in one statement. */
const CHUNK = 500;

/** The downloads that somebody watches at this process. A change is read once, however many watch. */
@Injectable()
export class DownloadFeeds {
  private readonly logger = new Logger(DownloadFeeds.name);
  private readonly feeds = new Map<string, DownloadFeed>();
  private readonly changed = new Set<string>();
  private readonly refresher = new Refresher(() => this.readChanged(), {
    perSecond: 10,
    failed: (error) => this.logger.debug({ message: 'downloads not read, tried again', error }),
  });

  private retry?: NodeJS.Timeout;

  constructor(
    private readonly downloads: LiveDownloads,
    private readonly clock: Clock,
  ) {}

  async subscribe(id: string, subscriber: Subscriber, since?: Version): Promise<() => void> {
    const feed = this.feeds.get(id) ?? this.add(id);
    return feed.channel.attach(subscriber, since, {
      read: () => (feed.isKnown ? Promise.resolve() : this.read(id)),
      abandoned: () => this.remove(id, feed),
    });
  }

  publishProgress(event: ProgressEvent): void {
    if (this.feeds.get(event.downloadId)?.applyProgress(event) === true) this.note([event.downloadId]);
  }

  /** @param ids none: any of the tenant */
  note(ids: readonly string[], tenantId?: string): void {
    if (ids.length === 0)
      for (const [id, { row }] of this.feeds) if (row?.tenantId === tenantId) this.changed.add(id);
    for (const id of ids) if (this.feeds.has(id)) this.changed.add(id);
    if (this.changed.size > 0) this.refresher.changed();
  }

  /** Looks for changes that nobody has told of. What waits is read anyway: why it waits changes with the time. */
  async check(): Promise<void> {
    const ids = [...this.feeds.keys()];
    for (let start = 0; start < ids.length; start += CHUNK) {
      const chunk = ids.slice(start, start + CHUNK);
      const versions = new Map((await this.downloads.versions(chunk)).map((one) => [one.id, one]));
      this.note(chunk.filter((id) => this.isOutdated(id, versions.get(id))));
    }
    for (const { channel } of this.feeds.values()) channel.repeat();
  }

  private isOutdated(id: string, version: RowVersion | undefined): boolean {
    const row = this.feeds.get(id)?.row;
    if (!row || !version || version.status === 'queued') return true;
    return version.updatedAt.getTime() !== row.updatedAt.getTime() || version.runId !== row.runId;
  }

  private read(id: string): Promise<void> {
    this.changed.add(id);
    return this.refresher.refresh();
  }

  private async readChanged(): Promise<void> {
    const ids = [...this.changed].slice(0, CHUNK);
    for (const id of ids) this.changed.delete(id);
    const readAt = performance.now();
    const rows = await this.downloads.readDownloads(ids).catch((error: unknown) => {
      this.readLater(ids);
      throw error;
    });
    const found = new Map(rows.map((row) => [row.id, row]));
    for (const id of ids) {
      const feed = this.feeds.get(id);
      const row = found.get(id);
      if (feed && row) feed.applyRow(row, readAt);
      else if (feed) this.end(id, feed);
    }
    if (this.changed.size > 0) this.refresher.changed();
  }

  /** After a reading that failed: nobody may tell of these changes again. */
  private readLater(ids: readonly string[]): void {
    for (const id of ids) if (this.feeds.has(id)) this.changed.add(id);
    this.retry ??= setTimeout(() => {
      this.retry = undefined;
      if (this.changed.size > 0) this.refresher.changed();
    }, RETRY_MS).unref();
  }

  private add(id: string): DownloadFeed {
    const feed = new DownloadFeed(() => this.clock.now());
    this.feeds.set(id, feed);
    return feed;
  }

  /** The row was purged. */
  private end(id: string, feed: DownloadFeed): void {
    this.remove(id, feed);
    feed.channel.endSubscriptions();
  }

  private remove(id: string, feed: DownloadFeed): void {
    feed.stop();
    if (this.feeds.get(id) !== feed) return;
    this.feeds.delete(id);
    this.changed.delete(id);
  }
}
