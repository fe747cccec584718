import type { Row } from '../row';

/** Nothing may begin: what is measured is that nothing is found. */
export const closedTick: Row = {
  what: 'the dispatcher’s tick, every host closed',
  goalMs: 20,
  prepare: async ({ database }) => {
    await database.query(
      `INSERT INTO host_pauses (host, code, paused_until) VALUES ('drive.google.com', 'bench', now() + interval '1 day')
       ON CONFLICT DO NOTHING`,
    );
  },
  run: ({ backlog }) => backlog.enqueue(),
};

/** Twice as many as there are slots are chosen, marked, and sent to Redis. */
export const openTick: Row = {
  what: 'the dispatcher’s tick, handing over twenty',
  goalMs: 50,
  maxRatio: 2,
  prepare: async ({ database }) => {
    await database.query(`DELETE FROM host_pauses WHERE code = 'bench'`);
    await database.query(
      `UPDATE downloads SET enqueued_at = NULL WHERE status = 'queued' AND enqueued_at IS NOT NULL`,
    );
  },
  run: ({ backlog }) => backlog.enqueue(),
};
