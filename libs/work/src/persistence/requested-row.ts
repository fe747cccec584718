import { Column, PrimaryColumn } from 'typeorm';
import { ClaimedRow } from './claimed-row';

/** The columns of work that somebody has asked for, and that may fail. */
export abstract class RequestedRow extends ClaimedRow {
  @PrimaryColumn('uuid', { default: () => 'uuid_v7()' }) id!: string;
  @Column('text') tenantId!: string;
  @Column('text') requester!: string;

  /** The Google account that it needs; null when that went with its owner. */
  @Column('integer', { nullable: true }) credentialId!: number | null;

  @Column('text', { nullable: true }) errorCode!: string | null;
  @Column('text', { nullable: true }) errorMessage!: string | null;
  @Column('timestamptz', { default: () => 'now()' }) createdAt!: Date;
  @Column('timestamptz', { default: () => 'now()' }) updatedAt!: Date;
}
