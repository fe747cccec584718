import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The audit trail becomes a chain: each event has a number without gaps and a hash over itself and the one before.
 * Both are made here and not in the apps, whose role may add events and do nothing else to them. See docs/adr/0027.
 */
export class AuditChain1790000008501 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await this.addChain(runner);
    await this.chainOldEvents(runner);
    await this.addGuards(runner);
    await this.addPruning(runner);
  }

  private async addChain(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE security_events ADD COLUMN seq bigint, ADD COLUMN hash bytea;
      CREATE TABLE audit_chain (
        single boolean PRIMARY KEY DEFAULT true,
        seq bigint NOT NULL DEFAULT 0,
        hash bytea NOT NULL DEFAULT decode(repeat('00', 32), 'hex'),
        pruned_seq bigint NOT NULL DEFAULT 0,
        pruned_hash bytea NOT NULL DEFAULT decode(repeat('00', 32), 'hex'),
        pruned_at timestamptz,
        keep_days integer NOT NULL DEFAULT 1,
        CONSTRAINT audit_chain_single CHECK (single)
      );
      INSERT INTO audit_chain (single) VALUES (true);

      CREATE FUNCTION security_event_hash(before bytea, e security_events) RETURNS bytea LANGUAGE sql STABLE AS $$
        SELECT sha256(before || convert_to(jsonb_build_array(e.seq, e.id, extract(epoch FROM e.at), e.tenant_id,
          e.actor_kind, e.actor_id, e.actor_name, e.on_behalf_of, e.action, e.subject, e.outcome, e.ip::text,
          e.correlation_id, e.detail)::text, 'UTF8'))
      $$;

      CREATE FUNCTION chain_security_event() RETURNS trigger LANGUAGE plpgsql
        SECURITY DEFINER SET search_path = public, pg_temp AS $$
      DECLARE chain audit_chain;
      BEGIN
        -- Whoever adds an event waits here for the one before, until that is committed.
        SELECT * INTO STRICT chain FROM audit_chain FOR UPDATE;
        NEW.seq := chain.seq + 1;
        NEW.id := uuid_v7();
        NEW.at := clock_timestamp();
        NEW.hash := security_event_hash(chain.hash, NEW);
        UPDATE audit_chain SET seq = NEW.seq, hash = NEW.hash;
        RETURN NEW;
      END $$;
    `);
  }

  private async chainOldEvents(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TRIGGER keep_security_event ON security_events;
      DO $$
      DECLARE event security_events; chain audit_chain;
      BEGIN
        SELECT * INTO STRICT chain FROM audit_chain;
        FOR event IN SELECT * FROM security_events ORDER BY at, id LOOP
          event.seq := chain.seq + 1;
          event.hash := security_event_hash(chain.hash, event);
          UPDATE security_events SET seq = event.seq, hash = event.hash WHERE id = event.id;
          chain.seq := event.seq;
          chain.hash := event.hash;
        END LOOP;
        UPDATE audit_chain SET seq = chain.seq, hash = chain.hash;
      END $$;
      ALTER TABLE security_events ALTER COLUMN seq SET NOT NULL, ALTER COLUMN hash SET NOT NULL;
      CREATE UNIQUE INDEX security_events_seq ON security_events (seq);
    `);
  }

  private async addGuards(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE OR REPLACE FUNCTION keep_security_event() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF TG_OP = 'DELETE' THEN
          IF OLD.seq <= (SELECT pruned_seq FROM public.audit_chain) THEN RETURN OLD; END IF;
        END IF;
        RAISE EXCEPTION 'security events are not changed';
      END $$;
      CREATE TRIGGER chain_security_event BEFORE INSERT ON security_events
        FOR EACH ROW EXECUTE FUNCTION chain_security_event();
      CREATE TRIGGER keep_security_event BEFORE UPDATE OR DELETE ON security_events
        FOR EACH ROW EXECUTE FUNCTION keep_security_event();
      CREATE TRIGGER keep_security_events BEFORE TRUNCATE ON security_events
        FOR EACH STATEMENT EXECUTE FUNCTION keep_security_event();
      CREATE TRIGGER keep_audit_chain BEFORE DELETE OR TRUNCATE ON audit_chain
        FOR EACH STATEMENT EXECUTE FUNCTION keep_security_event();
    `);
  }

  /** Removes the oldest events, never one that stands behind a younger one, and keeps where the chain goes on. */
  private async addPruning(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE FUNCTION prune_security_events(days integer, most integer) RETURNS integer LANGUAGE plpgsql
        SECURITY DEFINER SET search_path = public, pg_temp AS $$
      DECLARE chain audit_chain; newest record; removed integer;
      BEGIN
        SELECT * INTO STRICT chain FROM audit_chain FOR UPDATE;
        WITH oldest AS (SELECT seq, at, hash FROM security_events ORDER BY seq LIMIT most),
          kept AS (SELECT min(seq) AS seq FROM oldest
                   WHERE at >= now() - greatest(days, chain.keep_days) * interval '1 day')
        SELECT o.seq, o.hash INTO newest FROM oldest o, kept
          WHERE o.seq < COALESCE(kept.seq, chain.seq + 1) ORDER BY o.seq DESC LIMIT 1;
        IF NOT FOUND THEN RETURN 0; END IF;
        UPDATE audit_chain SET pruned_seq = newest.seq, pruned_hash = newest.hash, pruned_at = now();
        DELETE FROM security_events WHERE seq <= newest.seq;
        GET DIAGNOSTICS removed = ROW_COUNT;
        RETURN removed;
      END $$;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TRIGGER chain_security_event ON security_events;
      DROP TRIGGER keep_security_events ON security_events;
      DROP FUNCTION prune_security_events(integer, integer);
      DROP FUNCTION chain_security_event();
      DROP FUNCTION security_event_hash(bytea, security_events);
      DROP TABLE audit_chain;
      ALTER TABLE security_events DROP COLUMN seq, DROP COLUMN hash;
      CREATE OR REPLACE FUNCTION keep_security_event() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF TG_OP = 'DELETE' AND OLD.at < now() - interval '1 day' THEN RETURN OLD; END IF;
        RAISE EXCEPTION 'security events are not changed';
      END $$;
    `);
  }
}
