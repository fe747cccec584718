import { Check, Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';
import { FINAL } from '../../persistence/download-statuses';

/** The ledger: one line for every download that came to an end. Never changed, so what is counted from it only grows. */
@Entity('download_outcomes')
@Index('download_outcomes_tenant', ['tenantId', 'createdAt'])
@Index('download_outcomes_time', ['createdAt'])
@Check('download_outcomes_status', `status IN ${FINAL}`)
export class DownloadOutcomeEntity {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', generatedIdentity: 'BY DEFAULT' }) id!: number;
  @Column('text') tenantId!: string;
  @Column('uuid') downloadId!: string;
  @Column('text') source!: string;
  @Column('text') status!: string;
  @Column('text', { nullable: true }) errorCode!: string | null;
  @Column('bigint', { default: 0 }) bytes!: number;
  @Column('double precision', { default: 0 }) seconds!: number;
  @Column('timestamptz', { default: () => 'now()' }) createdAt!: Date;
}
