import { SqlMigration } from '../sql-migration';

/** How people get an account without being given one by hand. */
export class Invitations1790000002000 extends SqlMigration {
  protected readonly upSql = `
    CREATE TABLE invitations (
      id uuid PRIMARY KEY DEFAULT uuid_v7(),
      tenant_id text NOT NULL REFERENCES tenants,
      email text NOT NULL,
      role text NOT NULL,
      token_hash text NOT NULL,
      invited_by_user_id uuid REFERENCES users ON DELETE SET NULL,
      expires_at timestamptz NOT NULL,
      used_at timestamptz,
      created_at timestamptz NOT NULL DEFAULT now(),
      CONSTRAINT invitations_role CHECK (role IN ('user', 'admin', 'super_admin'))
    );
    CREATE UNIQUE INDEX invitations_token ON invitations (token_hash);
    CREATE INDEX invitations_tenant ON invitations (tenant_id, id);
  `;

  protected readonly downSql = 'DROP TABLE invitations';
}
