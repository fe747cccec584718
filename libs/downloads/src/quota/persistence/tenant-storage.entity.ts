import { Column, Entity, PrimaryColumn } from 'typeorm';

/** What a tenant's finished files take, kept by a trigger on `assets`. */
@Entity('tenant_storage')
export class TenantStorageEntity {
  @PrimaryColumn('text') tenantId!: string;
  @Column('bigint', { default: 0 }) storedBytes!: number;
}
