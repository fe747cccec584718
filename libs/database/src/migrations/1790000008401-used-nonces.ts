import { SqlMigration } from '../sql-migration';

/** A request that a key signed for a person counts once. */
export class UsedNonces1790000008401 extends SqlMigration {
  protected readonly upSql = `
    CREATE TABLE used_nonces (
      api_key_id uuid NOT NULL,
      nonce text NOT NULL,
      expires_at timestamptz NOT NULL,
      PRIMARY KEY (api_key_id, nonce)
    );
    CREATE INDEX used_nonces_expiry ON used_nonces (expires_at);
  `;

  protected readonly downSql = 'DROP TABLE used_nonces';
}
