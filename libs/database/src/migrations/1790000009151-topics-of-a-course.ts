import { SqlMigration } from '../sql-migration';

/** The names of a course's topics, as Classroom orders them. */
export class TopicsOfACourse1790000009151 extends SqlMigration {
  protected readonly upSql = `ALTER TABLE courses ADD COLUMN topics text[] NOT NULL DEFAULT '{}'`;

  protected readonly downSql = 'ALTER TABLE courses DROP COLUMN topics';
}
