import { SqlMigration } from '../sql-migration';

/** The one token that makes a first admin where the environment names none. */
export class SetupToken1790000002004 extends SqlMigration {
  protected readonly upSql = `
    CREATE TABLE setup_tokens (
      single boolean PRIMARY KEY DEFAULT true,
      token_hash text NOT NULL,
      created_at timestamptz NOT NULL DEFAULT now(),
      CONSTRAINT setup_tokens_single CHECK (single)
    );
  `;

  protected readonly downSql = 'DROP TABLE setup_tokens';
}
