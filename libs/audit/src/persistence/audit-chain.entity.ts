import { Check, Column, Entity, PrimaryColumn } from 'typeorm';

const START = `decode(repeat('00', 32), 'hex')`;

/** One row: where the chain of events ends, and where it begins since old events were removed. Triggers keep it. */
@Entity('audit_chain')
@Check('audit_chain_single', 'single')
export class AuditChainEntity {
  @PrimaryColumn('boolean', { default: true }) single!: boolean;
  @Column('bigint', { default: 0 }) seq!: number;
  @Column('bytea', { default: () => START }) hash!: Buffer;
  @Column('bigint', { default: 0 }) prunedSeq!: number;
  @Column('bytea', { default: () => START }) prunedHash!: Buffer;
  @Column('timestamptz', { nullable: true }) prunedAt!: Date | null;

  /** Younger events stay, whatever a clean-up asks for. */
  @Column('integer', { default: 1 }) keepDays!: number;
}
