import type { CourseFiles, GoogleSignInMode } from '../tenant';
import { Check, Column, Entity, Index, PrimaryColumn } from 'typeorm';

@Entity('tenants')
@Check('tenants_id_shape', `id ~ '^[A-Za-z0-9][A-Za-z0-9._-]{0,62}$'`)
@Check('tenants_course_files', `course_files IN ('everyone', 'staff', 'owner')`)
@Check('tenants_google_sign_in', `google_sign_in IN ('off', 'members', 'domain')`)
@Index('tenants_domain', ['googleDomain'], { unique: true })
@Check('tenants_quota', `quota_bytes >= 0`)
@Check('tenants_google_domain', `google_sign_in <> 'domain' OR google_domain IS NOT NULL`)
export class TenantEntity {
  @PrimaryColumn('text') id!: string;
  @Column('text') name!: string;
  @Column('text', { default: 'owner' }) courseFiles!: CourseFiles;
  @Column('text', { default: 'off' }) googleSignIn!: GoogleSignInMode;
  @Column('text', { nullable: true }) googleDomain!: string | null;

  /** Null: the configuration's; 0: no limit. */
  @Column('bigint', { nullable: true }) quotaBytes!: number | null;

  @Column('boolean', { default: false }) requireSecondFactorForAdmins!: boolean;
  @Column('timestamptz', { default: () => 'now()' }) createdAt!: Date;
}
