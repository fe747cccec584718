import { Check, Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** One stored file: a source in one variant, once a tenant. */
@Entity('assets')
@Index('assets_current', ['tenantId', 'sourceKey', 'variant'], {
  unique: true,
  where: 'superseded_at IS NULL',
})
@Index('assets_run', ['runId'], { where: `state = 'ready'` })
@Index('assets_fetching', ['createdAt'], { where: `state = 'fetching'` })
@Index('assets_without_thumbnail', ['readyAt'], { where: 'key_frames_key IS NOT NULL' })
@Check('assets_state', `state IN ('fetching', 'ready')`)
@Check('assets_ready_is_whole', `state <> 'ready' OR (storage_key IS NOT NULL AND sha256 IS NOT NULL)`)
export class AssetEntity {
  @PrimaryColumn('uuid', { default: () => 'uuid_v7()' }) id!: string;
  @Column('text') tenantId!: string;
  @Column('text') sourceKey!: string;
  @Column('text') variant!: string;
  @Column('text', { default: 'fetching' }) state!: string;
  @Column('uuid', { nullable: true }) leaderDownloadId!: string | null;
  @Column('uuid', { nullable: true }) runId!: string | null;

  /** What the run that fetches it takes of the quotas, as far as known. */
  @Column('bigint', { nullable: true }) reservedBytes!: number | null;

  @Column('text', { nullable: true }) sourceVersion!: string | null;
  @Column('text', { nullable: true }) storageKey!: string | null;
  @Column('text', { nullable: true }) thumbnailKey!: string | null;

  /** What a thumbnail is still to be made of. */
  @Column('text', { nullable: true }) keyFramesKey!: string | null;

  @Column('jsonb', { default: {} }) subtitles!: Record<string, string>;
  @Column('bigint', { nullable: true }) sizeBytes!: number | null;
  @Column('text', { nullable: true }) sha256!: string | null;
  @Column('jsonb', { nullable: true }) media!: unknown;
  @Column('timestamptz', { nullable: true }) supersededAt!: Date | null;
  @Column('timestamptz', { nullable: true }) readyAt!: Date | null;
  @Column('timestamptz', { default: () => 'now()' }) createdAt!: Date;
}
