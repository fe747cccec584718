import type { CourseWarning } from '@app/courses';
import type { DownloadOptions } from '@app/downloads';
import type { CourseworkKind } from '@app/google';
import { ClaimedRow } from '@app/work';
import { Check, Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { BatchStage, BlockedInBatch } from '../batch';

@Entity('batches')
@Index('batches_newest', { synchronize: false })
@Index('batches_discovering', ['runAt'], { where: `stage = 'discovering'` })
@Index(
  'batches_one_discovering',
  ['tenantId', 'requester', 'credentialId', 'courseId', 'kinds', 'skipExisting', 'quality', 'subtitles'],
  { unique: true, where: `stage = 'discovering'` },
)
@Check('batches_stage', `stage IN ('discovering', 'discovered', 'failed', 'cancelled')`)
export class BatchEntity extends ClaimedRow {
  @PrimaryColumn('uuid', { default: () => 'uuid_v7()' })
  id!: string;

  @Column('text')
  tenantId!: string;

  @Column('text')
  requester!: string;

  /** Null when its account went with its owner. */
  @Column('integer', { nullable: true })
  credentialId!: number | null;

  @Column('text')
  courseId!: string;

  @Column('text', { array: true })
  kinds!: CourseworkKind[];

  @Column('boolean')
  skipExisting!: boolean;

  @Column('text')
  quality!: DownloadOptions['quality'];

  @Column('boolean')
  subtitles!: boolean;

  @Column('text', { default: 'discovering' })
  stage!: BatchStage;

  @Column('integer', { default: 0 })
  skippedVideos!: number;

  @Column('jsonb', { default: [] })
  blocked!: BlockedInBatch[];

  /** What may be missing, in words. */
  @Column('jsonb', { default: [] })
  warnings!: CourseWarning[];

  @Column('text', { nullable: true })
  errorCode!: string | null;

  @Column('text', { nullable: true })
  errorMessage!: string | null;

  @Column('timestamptz', { default: () => 'now()' })
  createdAt!: Date;

  /** When it was asked for, the last time. */
  @Column('timestamptz', { default: () => 'now()' })
  askedAt!: Date;

  @Column('timestamptz', { nullable: true })
  discoveredAt!: Date | null;

  @Column('timestamptz', { default: () => 'now()' })
  updatedAt!: Date;
}
