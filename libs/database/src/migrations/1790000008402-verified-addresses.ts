import { SqlMigration } from '../sql-migration';

/**
 * Who said that an address is a person's own. An address that nobody verified keeps nobody else out, and one that a
 * person asks for waits beside the old one.
 */
export class VerifiedAddresses1790000008402 extends SqlMigration {
  protected readonly upSql = `
    ALTER TABLE users ADD email_verified_by text, ADD pending_email text,
      ADD CONSTRAINT users_email_verified_by
        CHECK (email_verified_by IN ('admin', 'invitation', 'google', 'installation', 'unrecorded'));
    UPDATE users SET email_verified_by = 'unrecorded' WHERE email_vouched;
    ALTER TABLE users DROP email_vouched;
    DROP INDEX users_email;
    CREATE UNIQUE INDEX users_email ON users (email) WHERE email_verified_by IS NOT NULL;
    CREATE INDEX users_any_email ON users (email);
  `;

  /** Where several have an address, who has it verified keeps it, else who came first. */
  protected readonly downSql = `
    UPDATE users SET email = id || '@unverified.invalid' WHERE id IN (
      SELECT id FROM (SELECT id, row_number() OVER (PARTITION BY email ORDER BY email_verified_by IS NULL, id) AS place
        FROM users) AS ranked WHERE place > 1);
    DROP INDEX users_any_email;
    DROP INDEX users_email;
    CREATE UNIQUE INDEX users_email ON users (email);
    ALTER TABLE users ADD email_vouched boolean NOT NULL DEFAULT true;
    UPDATE users SET email_vouched = email_verified_by IS NOT NULL;
    ALTER TABLE users DROP email_verified_by, DROP pending_email;
  `;
}
