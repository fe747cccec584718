import { Check, Column, Entity, PrimaryColumn } from 'typeorm';

/** At most one row: the installation has, or had, its first admin. */
@Entity('first_admins')
@Check('first_admins_single', 'single')
export class FirstAdminEntity {
  @PrimaryColumn('boolean', { default: true }) single!: boolean;
  @Column('timestamptz', { default: () => 'now()' }) madeAt!: Date;
}
