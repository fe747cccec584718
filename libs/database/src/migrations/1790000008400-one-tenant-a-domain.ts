import { SqlMigration } from '../sql-migration';

/**
 * A Google Workspace domain lets its people into one tenant. Where several named the same, nobody knows whose it is:
 * all lose it, their members go on signing in, and a super-admin names the right one.
 */
export class OneTenantADomain1790000008400 extends SqlMigration {
  protected readonly upSql = `
    UPDATE tenants SET google_domain = NULL,
      google_sign_in = CASE WHEN google_sign_in = 'domain' THEN 'members' ELSE google_sign_in END
    WHERE google_domain IN (SELECT google_domain FROM tenants GROUP BY google_domain HAVING count(*) > 1);
    CREATE UNIQUE INDEX tenants_domain ON tenants (google_domain);
  `;

  protected readonly downSql = 'DROP INDEX tenants_domain';
}
