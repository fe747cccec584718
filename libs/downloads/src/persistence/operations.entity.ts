import { Check, Column, Entity, Index, PrimaryColumn, PrimaryGeneratedColumn } from 'typeorm';
import { FINAL } from './download-statuses';

/** A worker process that was seen lately, and how much it can take. */
@Entity('workers')
export class WorkerEntity {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('text')
  hostname!: string;

  @Column('integer')
  slots!: number;

  @Column('integer', { default: 0 })
  running!: number;

  @Column('jsonb', { default: {} })
  tools!: unknown;

  @Column('timestamptz', { default: () => 'now()' })
  startedAt!: Date;

  @Column('timestamptz', { default: () => 'now()' })
  seenAt!: Date;
}

/** A host that has trouble: paused, and probed when its pause is over. */
@Entity('host_pauses')
export class HostPauseEntity {
  @PrimaryColumn('text')
  host!: string;

  @Column('timestamptz')
  pausedUntil!: Date;

  @Column('text')
  code!: string;

  @Column('integer', { default: 1 })
  trips!: number;

  /** The first of these troubles without an answer in between. */
  @Column('timestamptz', { default: () => 'now()' })
  since!: Date;

  /** How many downloads may find out whether it is over. */
  @Column('integer', { default: 1 })
  probes!: number;

  /** Whose run met it last. */
  @Column('uuid', { nullable: true })
  downloadId!: string | null;

  /** More than one download has met it. */
  @Column('boolean', { default: false })
  shared!: boolean;

  @Column('timestamptz', { default: () => 'now()' })
  updatedAt!: Date;
}

/** The ledger: one line for every download that came to an end. Never changed, so what is counted from it only grows. */
@Entity('download_outcomes')
@Index('download_outcomes_tenant', ['tenantId', 'createdAt'])
@Index('download_outcomes_time', ['createdAt'])
@Check('download_outcomes_status', `status IN ${FINAL}`)
export class DownloadOutcomeEntity {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', generatedIdentity: 'BY DEFAULT' })
  id!: number;

  @Column('text')
  tenantId!: string;

  @Column('uuid')
  downloadId!: string;

  @Column('text')
  source!: string;

  @Column('text')
  status!: string;

  @Column('text', { nullable: true })
  errorCode!: string | null;

  @Column('bigint', { default: 0 })
  bytes!: number;

  @Column('double precision', { default: 0 })
  seconds!: number;

  @Column('timestamptz', { default: () => 'now()' })
  createdAt!: Date;
}

/** The ledger, added up: what ended on one day (UTC) and took about as long. */
@Entity('download_outcome_days')
export class OutcomeDayEntity {
  @PrimaryColumn('date')
  day!: string;

  @PrimaryColumn('text')
  tenantId!: string;

  @PrimaryColumn('text')
  source!: string;

  @PrimaryColumn('text')
  status!: string;

  @PrimaryColumn('smallint')
  bucket!: number;

  @Column('bigint')
  downloads!: number;

  @Column('bigint')
  bytes!: number;

  @Column('double precision')
  seconds!: number;
}

/** Regular work, when it was last begun, and where it continues. */
@Entity('scheduled_work')
export class ScheduledWorkEntity {
  @PrimaryColumn('text')
  name!: string;

  @Column('timestamptz', { default: () => 'now()' })
  begunAt!: Date;

  @Column('text', { nullable: true })
  position!: string | null;
}
