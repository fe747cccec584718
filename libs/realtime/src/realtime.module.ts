import { AuditModule } from '@app/audit';
import { BatchesModule } from '@app/batches';
import { DatabaseModule } from '@app/database';
import { DownloadsModule } from '@app/downloads';
import { Module } from '@nestjs/common';
import { BatchFeeds } from './batch-feeds';
import { DownloadFeeds } from './download-feeds';
import { LiveConnections } from './live-connections';
import { LiveTopics } from './live-topics';
import { ManageNotices } from './manage-notices.service';
import { NoticeFeeds } from './notice-feeds';
import { OneTimeTickets } from './one-time-tickets';
import { OverviewFeeds } from './overview-feeds';
import { NoticeEntity } from './persistence/notice.entity';
import { NoticesRepository } from './persistence/notices.repository';
import { PresentNotices } from './present-notices';

@Module({
  imports: [DatabaseModule.forFeature([NoticeEntity]), AuditModule, BatchesModule, DownloadsModule],
  providers: [
    BatchFeeds,
    DownloadFeeds,
    LiveConnections,
    LiveTopics,
    ManageNotices,
    NoticeFeeds,
    NoticesRepository,
    OneTimeTickets,
    OverviewFeeds,
    PresentNotices,
  ],
  exports: [LiveConnections, LiveTopics, ManageNotices, OneTimeTickets],
})
export class RealtimeModule {}
