import { Column, Entity, PrimaryColumn } from 'typeorm';

/** The ledger, added up: what ended on one day (UTC) and took about as long. */
@Entity('download_outcome_days')
export class OutcomeDayEntity {
  @PrimaryColumn('date') day!: string;
  @PrimaryColumn('text') tenantId!: string;
  @PrimaryColumn('text') source!: string;
  @PrimaryColumn('text') status!: string;
  @PrimaryColumn('smallint') bucket!: number;
  @Column('bigint') downloads!: number;
  @Column('bigint') bytes!: number;
  @Column('double precision') seconds!: number;
}
