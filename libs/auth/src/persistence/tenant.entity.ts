import type { CourseFiles } from '../tenant';
import { Check, Column, Entity, PrimaryColumn } from 'typeorm';

@Entity('tenants')
@Check('tenants_id_shape', `id ~ '^[A-Za-z0-9][A-Za-z0-9._-]{0,62}$'`)
@Check('tenants_course_files', `course_files IN ('everyone', 'staff', 'owner')`)
export class TenantEntity {
  @PrimaryColumn('text')
  id!: string;

  @Column('text')
  name!: string;

  @Column('text', { default: 'owner' })
  courseFiles!: CourseFiles;

  @Column('timestamptz', { default: () => 'now()' })
  createdAt!: Date;
}
