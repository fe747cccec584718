import { SqlMigration } from '../sql-migration';

/** Whether people of a tenant sign in with Google, whose account is whose, and what an answer of Google is for. */
export class GoogleSignIn1790000006000 extends SqlMigration {
  protected readonly upSql = `
    ALTER TABLE tenants ADD google_sign_in text NOT NULL DEFAULT 'off', ADD google_domain text,
      ADD CONSTRAINT tenants_google_sign_in CHECK (google_sign_in IN ('off', 'members', 'domain')),
      ADD CONSTRAINT tenants_google_domain CHECK (google_sign_in <> 'domain' OR google_domain IS NOT NULL);
    ALTER TABLE users ADD google_sub text;
    CREATE UNIQUE INDEX users_google ON users (tenant_id, google_sub);
    ALTER TABLE connect_requests ADD purpose text NOT NULL DEFAULT 'connect',
      ADD CONSTRAINT connect_requests_purpose CHECK (purpose IN ('connect', 'sign-in'));
  `;

  protected readonly downSql = `
    DELETE FROM connect_requests WHERE purpose = 'sign-in';
    ALTER TABLE connect_requests DROP purpose;
    ALTER TABLE users DROP google_sub;
    ALTER TABLE tenants DROP google_sign_in, DROP google_domain;
  `;
}
