import type { MigrationInterface, QueryRunner } from 'typeorm';

const RENAMED: readonly [table: string, before: string, after: string][] = [
  ['downloads', 'dispatch', 'generation'],
  ['downloads', 'admitted_at', 'enqueued_at'],
  ['batches', 'dispatch', 'generation'],
  ['batches', 'admitted_at', 'enqueued_at'],
  ['course_access', 'sync_dispatch', 'sync_generation'],
  ['course_access', 'sync_admitted_at', 'sync_enqueued_at'],
];

/** Jobs carry the number under the column's name: what waits in Redis under the other one is handed over anew. */
const HANDED_OVER: readonly [table: string, generation: string, enqueuedAt: string, waits: string][] = [
  ['downloads', 'generation', 'enqueued_at', `status = 'queued'`],
  ['batches', 'generation', 'enqueued_at', `stage = 'discovering' AND heartbeat_at IS NULL`],
  ['course_access', 'sync_generation', 'sync_enqueued_at', `sync_status = 'queued'`],
];

/** The words of the field for what outdates older jobs, and for when a row's job was sent. */
export class GenerationsOfWork1790000009167 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const [table, before, after] of RENAMED)
      await runner.query(`ALTER TABLE ${table} RENAME COLUMN ${before} TO ${after}`);
    await handOverAnew(runner);
  }

  async down(runner: QueryRunner): Promise<void> {
    await handOverAnew(runner);
    for (const [table, before, after] of RENAMED)
      await runner.query(`ALTER TABLE ${table} RENAME COLUMN ${after} TO ${before}`);
  }
}

async function handOverAnew(runner: QueryRunner): Promise<void> {
  for (const [table, generation, enqueuedAt, waits] of HANDED_OVER)
    await runner.query(
      `UPDATE ${table} SET ${generation} = ${generation} + 1, ${enqueuedAt} = NULL
       WHERE ${waits} AND ${enqueuedAt} IS NOT NULL`,
    );
}
