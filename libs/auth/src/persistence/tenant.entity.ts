import { Check, Column, Entity, PrimaryColumn } from 'typeorm';

@Entity('tenants')
@Check('tenants_id_shape', `id ~ '^[A-Za-z0-9][A-Za-z0-9._-]{0,62}$'`)
export class TenantEntity {
  @PrimaryColumn('text')
  id!: string;

  @Column('text')
  name!: string;

  @Column('timestamptz', { default: () => 'now()' })
  createdAt!: Date;
}
