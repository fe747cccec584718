import type { CourseWarning } from '@app/courses';
import type { DownloadOptions } from '@app/downloads';
import type { CourseworkKind } from '@app/google';
import { RequestedRow } from '@app/work';
import { Check, Column, Entity, Index } from 'typeorm';
import type { BatchStage, BlockedInBatch } from '../batch';

/** What was asked for; the same again is the same batch while it is being discovered. */
export const BATCH_REQUEST = [
  'tenantId',
  'requester',
  'credentialId',
  'courseId',
  'kinds',
  'skipExisting',
  'quality',
  'subtitles',
] as const;

/** Of one that is read, or going to be. */
export const NO_ERROR = { crashCount: 0, errorCode: null, errorMessage: null };

@Entity('batches')
@Index('batches_newest', { synchronize: false })
@Index('batches_discovering', ['runAt'], { where: `stage = 'discovering'` })
@Index('batches_one_discovering', [...BATCH_REQUEST], { unique: true, where: `stage = 'discovering'` })
@Check('batches_stage', `stage IN ('discovering', 'discovered', 'failed', 'cancelled')`)
export class BatchEntity extends RequestedRow {
  @Column('text') courseId!: string;
  @Column('text', { array: true }) kinds!: CourseworkKind[];
  @Column('boolean') skipExisting!: boolean;
  @Column('text') quality!: DownloadOptions['quality'];
  @Column('boolean') subtitles!: boolean;
  @Column('text', { default: 'discovering' }) stage!: BatchStage;
  @Column('integer', { default: 0 }) skippedVideos!: number;
  @Column('jsonb', { default: [] }) blocked!: BlockedInBatch[];

  /** What may be missing, in words. */
  @Column('jsonb', { default: [] }) warnings!: CourseWarning[];

  /** When it was asked for, the last time. */
  @Column('timestamptz', { default: () => 'now()' }) askedAt!: Date;

  @Column('timestamptz', { nullable: true }) discoveredAt!: Date | null;
}
