import { SqlMigration } from '../sql-migration';

/** Who renews an account's token at Google, and for how long that counts: no transaction is open meanwhile. */
export class TokenRenewals1790000008701 extends SqlMigration {
  protected readonly upSql = `ALTER TABLE credentials ADD COLUMN renewal_id uuid, ADD COLUMN renewal_until timestamptz`;

  protected readonly downSql = `ALTER TABLE credentials DROP COLUMN renewal_id, DROP COLUMN renewal_until`;
}
