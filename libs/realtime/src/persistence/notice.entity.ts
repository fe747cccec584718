import { Check, Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { NoticeKind } from '../notice';

@Entity('notices')
@Check('notices_kind', `kind IN ('info', 'maintenance', 'warning')`)
@Index('notices_end', ['endsAt'])
export class NoticeEntity {
  @PrimaryColumn('uuid', { default: () => 'uuid_v7()' }) id!: string;

  /** Null: for all tenants. */
  @Column('text', { nullable: true }) tenantId!: string | null;

  @Column('text') kind!: NoticeKind;
  @Column('text') message!: string;
  @Column('timestamptz', { default: () => 'now()' }) createdAt!: Date;
  @Column('timestamptz') endsAt!: Date;
}
