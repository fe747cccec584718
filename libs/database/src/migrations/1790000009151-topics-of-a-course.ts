import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The names of a course's topics, as Classroom orders them. */
export class TopicsOfACourse1790000009151 implements MigrationInterface {
  name = 'TopicsOfACourse1790000009151';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE courses ADD COLUMN topics text[] NOT NULL DEFAULT '{}'`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE courses DROP COLUMN topics');
  }
}
