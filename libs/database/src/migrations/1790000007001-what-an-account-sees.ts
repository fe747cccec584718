import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Which account found which video, what Google told each of a course, and readings asked for during another. */
export class WhatAnAccountSees1790000007001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE TABLE video_access (
      video_id uuid NOT NULL REFERENCES videos ON DELETE CASCADE,
      credential_id integer NOT NULL REFERENCES credentials ON DELETE CASCADE,
      PRIMARY KEY (video_id, credential_id)
    )`);
    await runner.query('CREATE INDEX video_access_credential ON video_access (credential_id)');
    // Who found what was not kept: until the next reading of everything, all who see the item see its videos.
    await runner.query(`INSERT INTO video_access (video_id, credential_id)
      SELECT v.id, a.credential_id FROM videos v JOIN coursework_access a ON a.coursework_id = v.coursework_id`);
    await runner.query('ALTER TABLE coursework_access ADD COLUMN google_updated_at timestamptz');
    await runner.query(`UPDATE coursework_access a SET google_updated_at = w.google_updated_at
      FROM coursework w WHERE w.id = a.coursework_id`);
    await runner.query(`ALTER TABLE course_access ADD COLUMN raw jsonb,
      ADD COLUMN sync_again boolean NOT NULL DEFAULT false`);
    await runner.query('UPDATE course_access SET full_synced_at = NULL');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE course_access DROP COLUMN raw, DROP COLUMN sync_again');
    await runner.query('ALTER TABLE coursework_access DROP COLUMN google_updated_at');
    await runner.query('DROP TABLE video_access');
  }
}
