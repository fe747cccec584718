import type { DataSource } from 'typeorm';

/** As if so much time had gone by: what runs, and who runs it, gave no sign of life for longer than a lease. */
export async function fallSilent(database: DataSource): Promise<void> {
  const silence = `interval '1 minute'`;
  await database.query(
    `WITH silent AS (
       UPDATE downloads SET heartbeat_at = heartbeat_at - ${silence} WHERE status = 'running' RETURNING worker_id)
     UPDATE workers SET seen_at = seen_at - ${silence} WHERE id IN (SELECT worker_id FROM silent)`,
  );
}
