import { SqlMigration } from '../sql-migration';

/** An e-mail address that a person set without anybody's word must not open an account to who owns the address. */
export class VouchedAddresses1790000006001 extends SqlMigration {
  protected readonly upSql = 'ALTER TABLE users ADD email_vouched boolean NOT NULL DEFAULT true';

  protected readonly downSql = 'ALTER TABLE users DROP email_vouched';
}
