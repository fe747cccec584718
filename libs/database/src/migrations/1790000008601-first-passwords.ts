import { SqlMigration } from '../sql-migration';

/** A password that somebody else set is changed before anything else; how somebody signed in tells whether it was used. */
export class FirstPasswords1790000008601 extends SqlMigration {
  protected readonly upSql = `
    ALTER TABLE users ADD COLUMN must_change_password boolean NOT NULL DEFAULT false;
    ALTER TABLE sessions ADD COLUMN method text NOT NULL DEFAULT 'password'
      CONSTRAINT sessions_method CHECK (method IN ('password', 'google'));
  `;

  protected readonly downSql = `
    ALTER TABLE sessions DROP COLUMN method;
    ALTER TABLE users DROP COLUMN must_change_password;
  `;
}
