import type { DataSource, EntityManager } from 'typeorm';

/** What the apps may only add to, or only read. */
const APPENDED = ['security_events'];
const READ = ['audit_chain', 'schema_migrations'];
/** 0 days of retention: for ever. */
const FOR_EVER_DAYS = 36_500;

/**
 * Gives the role of the apps what they need of the schema and nothing that would let them change the audit trail. After
 * every migration, by the role that owns the schema.
 * @param auditDays AUDIT_RETENTION_DAYS: no clean-up of the apps removes younger events
 */
export async function grantToApps(
  dataSource: DataSource,
  { role, auditDays }: { role: string; auditDays: number },
): Promise<void> {
  await dataSource.transaction(async (manager) => {
    const name = await quoted(manager, role);
    await manager.query(`
      GRANT USAGE ON SCHEMA public TO ${name};
      GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO ${name};
      GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO ${name};
      REVOKE ALL ON ${[...APPENDED, ...READ].join(', ')} FROM ${name};
      GRANT SELECT, INSERT ON ${APPENDED.join(', ')} TO ${name};
      GRANT SELECT ON ${READ.join(', ')} TO ${name};
      REVOKE ALL ON FUNCTION prune_security_events(integer, integer) FROM PUBLIC;
      GRANT EXECUTE ON FUNCTION prune_security_events(integer, integer) TO ${name};
    `);
    await manager.query('UPDATE audit_chain SET keep_days = $1', [
      auditDays === 0 ? FOR_EVER_DAYS : auditDays,
    ]);
  });
}

/** A name as it may stand in a statement that takes no parameters. */
export async function quoted(manager: EntityManager | DataSource, name: string): Promise<string> {
  const rows = await manager.query<{ name: string }[]>('SELECT quote_ident($1) AS name', [name]);
  return rows[0]?.name ?? '';
}
