import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * How much tenants and people may store, and how much a tenant does. The sum is kept by a trigger, so that whatever adds
 * or removes a file counts, in the same transaction.
 */
export class StorageQuotas1790000008201 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const table of ['tenants', 'users'])
      await runner.query(`ALTER TABLE ${table} ADD quota_bytes bigint,
        ADD CONSTRAINT ${table}_quota CHECK (quota_bytes >= 0)`);
    await runner.query('ALTER TABLE assets ADD reserved_bytes bigint');
    await runner.query(`CREATE TABLE tenant_storage (
      tenant_id text PRIMARY KEY REFERENCES tenants ON DELETE CASCADE,
      stored_bytes bigint NOT NULL DEFAULT 0
    ) WITH (fillfactor = 50)`);
    await runner.query(COUNT_STORED_BYTES);
    // From here on until the end of the transaction nobody writes to assets.
    await runner.query(`CREATE TRIGGER assets_stored_bytes AFTER INSERT OR DELETE OR UPDATE OF state, size_bytes ON assets
      FOR EACH ROW EXECUTE FUNCTION count_stored_bytes()`);
    await runner.query(`INSERT INTO tenant_storage (tenant_id, stored_bytes)
      SELECT tenant_id, COALESCE(sum(size_bytes), 0) FROM assets WHERE state = 'ready' GROUP BY tenant_id`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TRIGGER assets_stored_bytes ON assets');
    await runner.query('DROP FUNCTION count_stored_bytes()');
    await runner.query('DROP TABLE tenant_storage');
    await runner.query('ALTER TABLE assets DROP reserved_bytes');
    for (const table of ['users', 'tenants']) await runner.query(`ALTER TABLE ${table} DROP quota_bytes`);
  }
}

const COUNT_STORED_BYTES = `
  CREATE FUNCTION count_stored_bytes() RETURNS trigger LANGUAGE plpgsql AS $$
  DECLARE
    change bigint := 0;
  BEGIN
    IF TG_OP <> 'DELETE' AND NEW.state = 'ready' THEN change := COALESCE(NEW.size_bytes, 0); END IF;
    IF TG_OP <> 'INSERT' AND OLD.state = 'ready' THEN change := change - COALESCE(OLD.size_bytes, 0); END IF;
    IF change <> 0 THEN
      INSERT INTO tenant_storage AS t (tenant_id, stored_bytes)
        VALUES (CASE TG_OP WHEN 'DELETE' THEN OLD.tenant_id ELSE NEW.tenant_id END, change)
        ON CONFLICT (tenant_id) DO UPDATE SET stored_bytes = t.stored_bytes + EXCLUDED.stored_bytes;
    END IF;
    RETURN NULL;
  END
  $$;
`;
