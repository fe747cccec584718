import { randomUUID } from 'node:crypto';
import type { Installation } from '../installation';
import type { Row } from '../row';

const next = async ({ database }: Installation) => {
  const [row] = await database.query<{ id: string; generation: number }[]>(
    `SELECT id, generation FROM downloads WHERE status = 'queued' ORDER BY id LIMIT 1`,
  );
  if (!row) throw new Error('nothing waits');
  return { downloadId: row.id, generation: row.generation, runId: randomUUID(), workerId: randomUUID() };
};

let toClaim: Awaited<ReturnType<typeof next>> | undefined;

export const claim: Row = {
  what: 'a worker claims a download',
  goalMs: 20,
  maxRatio: 1.5,
  prepare: async (installation) => {
    toClaim = await next(installation);
  },
  run: async ({ lifecycle }) => {
    if (toClaim) await lifecycle.claim(toClaim);
  },
};

let running: string[] = [];

export const heartbeat: Row = {
  what: 'a worker’s heartbeat for all its runs',
  goalMs: 20,
  maxRatio: 1.5,
  prepare: async ({ database }) => {
    const rows = await database.query<{ run_id: string }[]>(
      `SELECT run_id FROM downloads WHERE status = 'running'`,
    );
    running = rows.map((row) => row.run_id);
  },
  run: async ({ lifecycle }) => {
    await lifecycle.heartbeat(running);
  },
};
