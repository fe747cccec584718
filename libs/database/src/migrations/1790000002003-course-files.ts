import { SqlMigration } from '../sql-migration';

/** Who inside a tenant may see what others downloaded from a course. */
export class CourseFiles1790000002003 extends SqlMigration {
  protected readonly upSql = `
    ALTER TABLE tenants ADD course_files text NOT NULL DEFAULT 'owner',
      ADD CONSTRAINT tenants_course_files CHECK (course_files IN ('everyone', 'staff', 'owner'));
  `;

  protected readonly downSql = 'ALTER TABLE tenants DROP course_files';
}
