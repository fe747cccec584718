import { SqlMigration } from '../sql-migration';

/** The audit trail. Nobody changes what is in it, and nothing of the last day can be removed. */
export class SecurityEvents1790000003001 extends SqlMigration {
  protected readonly upSql = `
    CREATE TABLE security_events (
      id uuid PRIMARY KEY DEFAULT uuid_v7(),
      at timestamptz NOT NULL DEFAULT now(),
      tenant_id text,
      actor_kind text NOT NULL,
      actor_id text,
      actor_name text,
      on_behalf_of text,
      action text NOT NULL,
      subject text,
      outcome text NOT NULL,
      ip inet,
      correlation_id text,
      detail jsonb NOT NULL DEFAULT '{}',
      CONSTRAINT security_events_outcome CHECK (outcome IN ('ok', 'refused')),
      CONSTRAINT security_events_actor_kind CHECK (actor_kind IN ('user', 'key', 'system', 'nobody'))
    );
    CREATE INDEX security_events_tenant ON security_events (tenant_id, id);
    CREATE INDEX security_events_at ON security_events (at);

    CREATE FUNCTION keep_security_event() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF TG_OP = 'DELETE' AND OLD.at < now() - interval '1 day' THEN RETURN OLD; END IF;
        RAISE EXCEPTION 'security events are not changed';
      END $$;
    CREATE TRIGGER keep_security_event BEFORE UPDATE OR DELETE ON security_events
      FOR EACH ROW EXECUTE FUNCTION keep_security_event();
  `;

  protected readonly downSql = 'DROP TABLE security_events; DROP FUNCTION keep_security_event()';
}
