import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Regular work, when it was last begun, and where it continues. */
@Entity('scheduled_work')
export class ScheduledWorkEntity {
  @PrimaryColumn('text') name!: string;
  @Column('timestamptz', { default: () => 'now()' }) begunAt!: Date;
  @Column('text', { nullable: true }) position!: string | null;
}
