import { Check, Column, Entity, PrimaryColumn } from 'typeorm';

/** Where the search for files without a row continues, and what this pass has counted. */
export interface SweepPosition {
  /** The last shard that was searched. */
  after: string;
  /** Files that a row names, and files that none does and that stayed. */
  known: number;
  unknown: number;
}

/** Which storage this database belongs to: one row. */
@Entity('storage_identity')
@Check('storage_identity_one_row', 'singleton')
export class StorageIdentityEntity {
  @PrimaryColumn('boolean', { default: true }) singleton!: boolean;

  /** The id in the storage's marker. */
  @Column('uuid') id!: string;

  /** False where the storage was there before the database: what it holds is not this database's to judge. */
  @Column('boolean') trusted!: boolean;

  @Column('timestamptz', { default: () => 'now()' }) recordedAt!: Date;
  @Column('jsonb', { nullable: true }) sweepPosition!: SweepPosition | null;

  /** Why files without a row stay where they are; null when they do not. */
  @Column('text', { nullable: true }) sweepRefusal!: string | null;

  @Column('bigint', { default: 0 }) quarantineFiles!: number;
  @Column('bigint', { default: 0 }) quarantineBytes!: number;
  @Column('timestamptz', { nullable: true }) quarantineOldest!: Date | null;
}
