import { Check, Column, Entity, Index, PrimaryColumn, VirtualColumn } from 'typeorm';
import type { Role } from '../callers/caller';
import type { EmailVerifier } from '../user';

/** User names and verified e-mail addresses are kept in lower case and are unique in the installation. */
@Entity('users')
@Index('users_username', ['username'], { unique: true })
@Index('users_email', ['email'], { unique: true, where: 'email_verified_by IS NOT NULL' })
@Index('users_any_email', ['email'])
@Index('users_tenant', ['tenantId', 'id'])
@Index('users_google', ['tenantId', 'googleSub'], { unique: true })
@Check(
  'users_email_verified_by',
  `email_verified_by IN ('admin', 'invitation', 'google', 'installation', 'unrecorded')`,
)
@Check('users_quota', `quota_bytes >= 0`)
@Check('users_role', `role IN ('user', 'admin', 'super_admin')`)
export class UserEntity {
  @PrimaryColumn('uuid', { default: () => 'uuid_v7()' }) id!: string;
  @Column('text') tenantId!: string;
  @Column('text') username!: string;
  @Column('text') email!: string;

  /** Who says that the address is theirs; null where only the person does. */
  @Column('text', { nullable: true }) emailVerifiedBy!: EmailVerifier | null;

  /** What the person asked to change it to, until an admin decides. */
  @Column('text', { nullable: true }) pendingEmail!: string | null;

  @Column('text') fullName!: string;
  @Column('text', { select: false }) passwordHash!: string;

  /** Somebody else set it: the person changes it before anything else. */
  @Column('boolean', { default: false }) mustChangePassword!: boolean;

  @Column('text', { default: 'user' }) role!: Role;

  /** Google's id of the account that this person signs in with. */
  @Column('text', { nullable: true, select: false }) googleSub!: string | null;

  @Column('boolean', { default: true }) isActive!: boolean;

  /** Null: the configuration's; 0: no limit. */
  @Column('bigint', { nullable: true }) quotaBytes!: number | null;

  @Column('timestamptz', { nullable: true }) lastLoginAt!: Date | null;
  @Column('timestamptz', { default: () => 'now()' }) createdAt!: Date;
  @Column('timestamptz', { default: () => 'now()', select: false }) updatedAt!: Date;

  /** An authenticator app that was confirmed. */
  @VirtualColumn('boolean', {
    query: (user) =>
      `EXISTS (SELECT 1 FROM second_factors f WHERE f.user_id = ${user}.id AND f.confirmed_at IS NOT NULL)`,
  })
  hasSecondFactor!: boolean;
}
