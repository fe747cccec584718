import { SqlMigration } from '../sql-migration';

/** Remembers that an installation had its first admin, so that a deleted one stays away, and keeps odd tenants out. */
export class FirstAdminOnce1790000008500 extends SqlMigration {
  protected readonly upSql = `
    CREATE TABLE first_admins (
      single boolean PRIMARY KEY DEFAULT true,
      made_at timestamptz NOT NULL DEFAULT now(),
      CONSTRAINT first_admins_single CHECK (single)
    );
    INSERT INTO first_admins (single) SELECT true WHERE EXISTS (SELECT FROM users);
    -- Not for the rows that are there: none of them can ever have stored a file, but they can still be renamed.
    CREATE FUNCTION refuse_dotted_tenant() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        RAISE EXCEPTION 'a tenant id has no two dots in a row' USING ERRCODE = 'check_violation';
      END $$;
    CREATE TRIGGER tenants_id_dots BEFORE INSERT ON tenants
      FOR EACH ROW WHEN (NEW.id LIKE '%..%') EXECUTE FUNCTION refuse_dotted_tenant();
  `;

  protected readonly downSql = `
  DROP TRIGGER tenants_id_dots ON tenants;
  DROP FUNCTION refuse_dotted_tenant();
  DROP TABLE first_admins;
`;
}
