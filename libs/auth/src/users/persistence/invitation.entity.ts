import { Check, Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { Role } from '../../callers/caller';

/** One person's way in, once. A withdrawn one is removed; a used one stays. */
@Entity('invitations')
@Index('invitations_token', ['tokenHash'], { unique: true })
@Index('invitations_tenant', ['tenantId', 'id'])
@Check('invitations_role', `role IN ('user', 'admin', 'super_admin')`)
export class InvitationEntity {
  @PrimaryColumn('uuid', { default: () => 'uuid_v7()' }) id!: string;
  @Column('text') tenantId!: string;
  @Column('text') email!: string;
  @Column('text') role!: Role;
  @Column('text', { select: false }) tokenHash!: string;
  @Column('uuid', { nullable: true, select: false }) invitedByUserId!: string | null;
  @Column('timestamptz') expiresAt!: Date;
  @Column('timestamptz', { nullable: true }) usedAt!: Date | null;
  @Column('timestamptz', { default: () => 'now()' }) createdAt!: Date;
}
