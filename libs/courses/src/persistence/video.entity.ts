import { Check, Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn } from 'typeorm';
import type { VideoSource } from '../course';
import type { VerdictState } from '../verdict';
import { CourseworkEntity } from './coursework.entity';

@Entity('videos')
@Index('videos_source_key', ['courseworkId', 'sourceKey'], { unique: true })
@Check('videos_source', `source IN ('youtube', 'google_drive', 'direct_link', 'other')`)
@Check('videos_verdict', `verdict IN ('available', 'unknown', 'unavailable')`)
export class VideoEntity {
  @PrimaryColumn('uuid', { default: () => 'uuid_v7()' }) id!: string;
  @Column('text') tenantId!: string;
  @Column('bigint') courseworkId!: number;

  /** Where it was joined. */
  @ManyToOne(() => CourseworkEntity, { createForeignKeyConstraints: false })
  @JoinColumn({ name: 'coursework_id' })
  coursework!: CourseworkEntity;

  @Column('integer') position!: number;
  @Column('text') source!: VideoSource;
  @Column('text') sourceKey!: string;
  @Column('text') url!: string;
  @Column('text', { nullable: true }) title!: string | null;
  @Column('text', { nullable: true }) thumbnailUrl!: string | null;
  @Column('text', { nullable: true }) mimeType!: string | null;
  @Column('bigint', { nullable: true }) sizeBytes!: number | null;
  @Column('double precision', { nullable: true }) durationSeconds!: number | null;
  @Column('text', { nullable: true }) resourceKey!: string | null;
  @Column('text', { default: 'unknown' }) verdict!: VerdictState;
  @Column('text', { nullable: true }) verdictCode!: string | null;
  @Column('timestamptz', { nullable: true }) verdictAt!: Date | null;
  @Column('timestamptz', { default: () => 'now()' }) createdAt!: Date;
  @Column('timestamptz', { default: () => 'now()' }) updatedAt!: Date;
}

/** Which accounts have found a video in its item. */
@Entity('video_access')
@Index('video_access_credential', ['credentialId'])
export class VideoAccessEntity {
  @PrimaryColumn('uuid') videoId!: string;
  @PrimaryColumn('integer') credentialId!: number;
}

/** What one account may do with a source that is not public. */
@Entity('source_reach')
@Check('source_reach_verdict', `verdict IN ('available', 'unknown', 'unavailable')`)
export class SourceReachEntity {
  @PrimaryColumn('integer') credentialId!: number;
  @PrimaryColumn('text') sourceKey!: string;
  @Column('text') verdict!: VerdictState;
  @Column('text', { nullable: true }) verdictCode!: string | null;
  @Column('timestamptz', { default: () => 'now()' }) checkedAt!: Date;
}
