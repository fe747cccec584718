import { Column } from 'typeorm';

/** The columns of rows that `ClaimedWork` keeps, where they have no prefix. */
export abstract class ClaimedRow {
  /** Raised at every way back to waiting: a job with an older number is outdated. */
  @Column('integer', { default: 0 }) generation!: number;

  @Column('timestamptz', { default: () => 'now()' }) runAt!: Date;

  /** When it was handed over to the queue. */
  @Column('timestamptz', { nullable: true }) enqueuedAt!: Date | null;

  @Column('uuid', { nullable: true }) runId!: string | null;
  @Column('timestamptz', { nullable: true }) heartbeatAt!: Date | null;
  @Column('integer', { default: 0 }) attempt!: number;

  /** Workers that died with it, in a row. */
  @Column('integer', { default: 0 }) crashCount!: number;

  @Column('text', { nullable: true }) correlationId!: string | null;
}
