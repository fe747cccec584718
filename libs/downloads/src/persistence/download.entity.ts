import { RequestedRow } from '@app/work';
import { Check, Column, Entity, Index } from 'typeorm';
import { ACTIVE, ANY, FINAL } from './download-statuses';

@Entity('downloads')
@Index('downloads_newest', { synchronize: false })
@Index('downloads_batch_counts', { synchronize: false })
@Index('downloads_batch_video', ['batchId', 'videoId'], { unique: true, where: 'batch_id IS NOT NULL' })
@Index('downloads_one_active', ['tenantId', 'requester', 'sourceKey', 'variant'], {
  unique: true,
  where: `status IN ${ACTIVE} AND batch_id IS NULL`,
})
@Index('downloads_waiting_person', { synchronize: false })
@Index('downloads_of_person', { synchronize: false })
@Index('downloads_of_source', { synchronize: false })
@Index('downloads_by_status', { synchronize: false })
@Index('downloads_by_source', { synchronize: false })
@Index('downloads_by_course', { synchronize: false })
@Index('downloads_by_credential', { synchronize: false })
@Index('downloads_by_change', { synchronize: false })
@Index('downloads_by_title', { synchronize: false })
@Index('downloads_by_priority', { synchronize: false })
@Index('downloads_title_words', { synchronize: false })
@Index('downloads_queued', ['host'], { where: `status = 'queued'` })
@Index('downloads_in_flight', ['status', 'tenantId'], {
  where: `status = 'running' OR (status = 'queued' AND enqueued_at IS NOT NULL)`,
})
@Index('downloads_waiting', ['waitingAssetId'], { where: 'waiting_asset_id IS NOT NULL' })
@Index('downloads_asset', ['assetId'], { where: 'asset_id IS NOT NULL' })
@Index('downloads_files', ['tenantId', 'requester', 'assetId'], { where: 'asset_id IS NOT NULL' })
@Index('downloads_video', ['videoId'], { where: 'video_id IS NOT NULL' })
@Index('downloads_source_key', ['tenantId', 'sourceKey'])
@Index('downloads_ended', ['status', 'completedAt'], {
  where: `status IN ${FINAL}`,
})
@Check('downloads_source', `source IN ('youtube', 'google_drive', 'direct_link', 'other')`)
@Check('downloads_status', `status IN ${ANY}`)
@Check('downloads_phase', `phase IN ('resolving', 'downloading', 'merging', 'storing')`)
@Check('downloads_progress', `progress_percent BETWEEN 0 AND 100`)
@Check('downloads_running_has_run', `status <> 'running' OR run_id IS NOT NULL`)
export class DownloadEntity extends RequestedRow {
  @Column('uuid', { nullable: true }) videoId!: string | null;
  @Column('text', { nullable: true }) courseId!: string | null;
  @Column('text', { nullable: true }) courseworkId!: string | null;
  @Column('uuid', { nullable: true }) batchId!: string | null;
  @Column('text') source!: string;
  @Column('text') sourceKey!: string;
  @Column('text') variant!: string;
  @Column('text') url!: string;
  @Column('text') host!: string;
  @Column('text', { nullable: true }) resourceKey!: string | null;
  @Column('text', { nullable: true }) title!: string | null;
  @Column('text') quality!: string;
  @Column('boolean') subtitles!: boolean;
  @Column('text', { default: 'mp4' }) container!: string;
  @Column('integer', { default: 0 }) priority!: number;
  @Column('text', { default: 'queued' }) status!: string;
  @Column('text', { nullable: true }) phase!: string | null;
  @Column('uuid', { nullable: true }) waitingAssetId!: string | null;
  @Column('uuid', { nullable: true }) yieldRunId!: string | null;
  @Column('uuid', { nullable: true }) workerId!: string | null;

  /** The runs that were counted. One whose process is heard again takes its own back. */
  @Column('uuid', { array: true, default: [] }) crashedRuns!: string[];

  /** Whole: what batches are counted from. */
  @Column('smallint', { default: 0 }) progressPercent!: number;

  /** Of a percent; behind `progressPercent` where a worker of an earlier release wrote last. */
  @Column('smallint', { default: 0 }) progressTenths!: number;

  @Column('bigint', { default: 0 }) downloadedBytes!: number;
  @Column('bigint', { nullable: true }) totalBytes!: number | null;
  @Column('bigint', { nullable: true }) speed!: number | null;
  @Column('integer', { nullable: true }) etaSeconds!: number | null;
  @Column('uuid', { nullable: true }) assetId!: string | null;
  @Column('text', { nullable: true }) hint!: string | null;
  @Column('text', { nullable: true }) incompleteSha256!: string | null;
  @Column('timestamptz', { nullable: true }) startedAt!: Date | null;
  @Column('timestamptz', { nullable: true }) completedAt!: Date | null;
}
