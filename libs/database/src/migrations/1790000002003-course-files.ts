import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who inside a tenant may see what others downloaded from a course. */
export class CourseFiles1790000002003 implements MigrationInterface {
  name = 'CourseFiles1790000002003';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE tenants ADD course_files text NOT NULL DEFAULT 'owner',
        ADD CONSTRAINT tenants_course_files CHECK (course_files IN ('everyone', 'staff', 'owner'));
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE tenants DROP course_files');
  }
}
