import { BatchesModule } from '@app/batches';
import { DownloadsModule } from '@app/downloads';
import { Module } from '@nestjs/common';
import { BatchFeeds } from './batch-feeds';
import { DownloadFeeds } from './download-feeds';
import { LiveConnections } from './live-connections';
import { LiveTopics } from './live-topics';
import { OneTimeTickets } from './one-time-tickets';
import { OverviewFeeds } from './overview-feeds';

@Module({
  imports: [BatchesModule, DownloadsModule],
  providers: [BatchFeeds, DownloadFeeds, LiveConnections, LiveTopics, OneTimeTickets, OverviewFeeds],
  exports: [LiveConnections, LiveTopics, OneTimeTickets],
})
export class RealtimeModule {}
