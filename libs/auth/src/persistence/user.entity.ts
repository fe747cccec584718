import { Check, Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { Role } from '../caller';

/** User names and e-mail addresses are kept in lower case and are unique in the installation. */
@Entity('users')
@Index('users_username', ['username'], { unique: true })
@Index('users_email', ['email'], { unique: true })
@Index('users_tenant', ['tenantId', 'id'])
@Index('users_google', ['tenantId', 'googleSub'], { unique: true })
@Check('users_role', `role IN ('user', 'admin', 'super_admin')`)
export class UserEntity {
  @PrimaryColumn('uuid', { default: () => 'uuid_v7()' })
  id!: string;

  @Column('text')
  tenantId!: string;

  @Column('text')
  username!: string;

  @Column('text')
  email!: string;

  /** An admin or an invitation says that the address is theirs; false where only the person does. */
  @Column('boolean', { default: true })
  emailVouched!: boolean;

  @Column('text')
  fullName!: string;

  @Column('text')
  passwordHash!: string;

  /** Somebody else set it: the person changes it before anything else. */
  @Column('boolean', { default: false })
  mustChangePassword!: boolean;

  @Column('text', { default: 'user' })
  role!: Role;

  /** Google's id of the account that this person signs in with. */
  @Column('text', { nullable: true })
  googleSub!: string | null;

  @Column('boolean', { default: true })
  isActive!: boolean;

  @Column('timestamptz', { nullable: true })
  lastLoginAt!: Date | null;

  @Column('timestamptz', { default: () => 'now()' })
  createdAt!: Date;

  @Column('timestamptz', { default: () => 'now()' })
  updatedAt!: Date;
}
