import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** The first answer to a request that a caller named; kept for a day. */
@Entity('idempotency_keys')
@Index('idempotency_keys_age', ['createdAt'])
export class IdempotencyKeyEntity {
  @PrimaryColumn('text') tenantId!: string;
  @PrimaryColumn('text') requester!: string;
  @PrimaryColumn('text') key!: string;
  @Column('text') requestHash!: string;

  /** Null while the first request runs. */
  @Column('smallint', { nullable: true }) status!: number | null;

  @Column('text', { nullable: true }) location!: string | null;
  @Column('jsonb', { nullable: true }) body!: unknown;
  /** While the first request runs: its last sign of life. */
  @Column('timestamptz', { default: () => 'now()' }) createdAt!: Date;
}
