import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A worker process that was seen lately, and how much it can take. */
@Entity('workers')
export class WorkerEntity {
  @PrimaryColumn('uuid') id!: string;
  @Column('text') hostname!: string;
  @Column('integer') slots!: number;
  @Column('integer', { default: 0 }) running!: number;
  @Column('jsonb', { default: {} }) tools!: object;
  @Column('timestamptz', { default: () => 'now()' }) startedAt!: Date;
  @Column('timestamptz', { default: () => 'now()' }) seenAt!: Date;
}
