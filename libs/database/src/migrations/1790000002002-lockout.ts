import { SqlMigration } from '../sql-migration';

/** Wrong passwords, counted by whose they should have been and where they came from. */
export class Lockout1790000002002 extends SqlMigration {
  protected readonly upSql = `
    CREATE TABLE sign_in_attempts (
      who text NOT NULL,
      source text NOT NULL,
      failures integer NOT NULL DEFAULT 0,
      running integer NOT NULL DEFAULT 0,
      expires_at timestamptz NOT NULL,
      PRIMARY KEY (who, source)
    );
    CREATE INDEX sign_in_attempts_expiry ON sign_in_attempts (expires_at);
  `;

  protected readonly downSql = 'DROP TABLE sign_in_attempts';
}
