import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Who does a kind of work of which there is one over all processes, and until when that counts without a renewal. */
@Entity('leader_leases')
export class LeaderLeaseEntity {
  @PrimaryColumn('integer') key!: number;
  @Column('uuid') holder!: string;
  @Column('timestamptz') expiresAt!: Date;
}
