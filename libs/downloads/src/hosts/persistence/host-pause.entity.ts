import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A host that has trouble: paused, and probed when its pause is over. */
@Entity('host_pauses')
export class HostPauseEntity {
  @PrimaryColumn('text') host!: string;
  @Column('timestamptz') pausedUntil!: Date;
  @Column('text') code!: string;
  @Column('integer', { default: 1 }) trips!: number;

  /** The first of these troubles without an answer in between. */
  @Column('timestamptz', { default: () => 'now()' }) since!: Date;

  /** How many downloads may find out whether it is over. */
  @Column('integer', { default: 1 }) probes!: number;

  /** Whose run met it last. */
  @Column('uuid', { nullable: true }) downloadId!: string | null;

  /** More than one download has met it. */
  @Column('boolean', { default: false }) shared!: boolean;

  @Column('timestamptz', { default: () => 'now()' }) updatedAt!: Date;
}
