import { FindBatches } from '@app/batches';
import { FindDownloads, runDownloadJob } from '@app/downloads';
import type { Viewer } from '@app/kernel';
import { JobProgressEvents, Signals } from '@app/queue';
import { Injectable, Logger, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import { BatchFeeds } from './batch-feeds';
import type { Subscriber } from './channel';
import { DownloadFeeds } from './download-feeds';
import { NoticeFeeds } from './notice-feeds';
import { OverviewFeeds } from './overview-feeds';
import { parseProgress } from './progress-event';
import { PresentNotices } from './present-notices';
import type { Topic } from './topic';
import { parseVersion } from './version';

const CHECK_EVERY_MS = 3_000;

/**
 * What can be watched at this process. Changes are told by workers and other replicas, through Redis; what nobody told of
 * is found within seconds. Whatever it is, a row is read once for all who watch.
 */
@Injectable()
export class LiveTopics implements OnModuleInit, OnApplicationShutdown {
  private readonly logger = new Logger(LiveTopics.name);
  private timer?: NodeJS.Timeout;
  private checking?: Promise<void>;

  constructor(
    private readonly findDownloads: FindDownloads,
    private readonly findBatches: FindBatches,
    private readonly downloads: DownloadFeeds,
    private readonly overviews: OverviewFeeds,
    private readonly batches: BatchFeeds,
    private readonly signals: Signals,
    private readonly progress: JobProgressEvents,
    private readonly notices: NoticeFeeds,
    private readonly presentNotices: PresentNotices,
  ) {}

  onModuleInit(): void {
    this.signals.on('downloads.changed', ({ tenant_id: tenantId, download_ids: ids }) => {
      this.downloads.note(ids, tenantId);
      this.overviews.note(tenantId);
      this.batches.note(tenantId);
    });
    this.signals.on('notices.changed', () => {
      this.presentNotices.forget();
      this.notices.check();
      this.overviews.check();
    });
    this.progress.subscribe(runDownloadJob, ({ data }) => {
      const event = parseProgress(data);
      if (event) this.downloads.publishProgress(event);
    });
    this.timer = setInterval(() => this.check(), CHECK_EVERY_MS).unref();
  }

  async onApplicationShutdown(): Promise<void> {
    clearInterval(this.timer);
    await this.checking;
  }

  /** @throws DownloadNotFound, BatchNotFound also when it is somebody else's. */
  async demandVisible(topic: Topic, viewer: Viewer): Promise<void> {
    if (topic.kind === 'download') await this.findDownloads.findDownload(topic.id, viewer);
    if (topic.kind === 'batch') await this.findBatches.findBatch(topic.id, viewer);
  }

  /**
   * The present state and every later one, until the answer is called.
   * @param since the id of the last message that the client has: nothing older is sent
   */
  subscribe(topic: Topic, subscriber: Subscriber, since?: string): Promise<() => void> {
    const version = parseVersion(since);
    switch (topic.kind) {
      case 'download':
        return this.downloads.subscribe(topic.id, subscriber, version);
      case 'batch':
        return this.batches.subscribe(topic.id, subscriber, version);
      case 'general':
        return this.notices.subscribe(subscriber, version);
      case 'queue':
      case 'stats':
      case 'dashboard':
        return this.overviews.subscribe(topic.kind, subscriber, version);
    }
  }

  private check(): void {
    this.overviews.check();
    this.batches.check();
    this.notices.check();
    this.checking ??= this.downloads
      .check()
      .catch((error: unknown) => this.logger.debug({ message: 'changes not looked for', error }))
      .finally(() => (this.checking = undefined));
  }
}
