import { randomUUID } from 'node:crypto';
import Fastify from 'fastify';
import { Pool } from 'pg';

/** What the api is compared with: Fastify and pg, one plain statement a request, and nothing else. A process of its own. */
async function main(): Promise<void> {
  const pool = new Pool({ connectionString: process.env.DATABASE_URL, max: 10 });
  await pool.query(
    'CREATE TABLE IF NOT EXISTS bench_inserts (id uuid PRIMARY KEY, url text, at timestamptz)',
  );
  const server = Fastify();
  server.get<{ Params: { id: string } }>('/row/:id', async ({ params }) => {
    const { rows } = await pool.query('SELECT * FROM downloads WHERE id = $1', [params.id]);
    return rows[0] as unknown;
  });
  server.get('/rows', async () => {
    const { rows } = await pool.query(
      `SELECT * FROM downloads WHERE tenant_id = $1 ORDER BY id DESC LIMIT $2`,
      ['school', 20],
    );
    return rows as unknown;
  });
  server.post<{ Body: { url: string } }>('/row', async ({ body }, reply) => {
    const { rows } = await pool.query('INSERT INTO bench_inserts VALUES ($1, $2, now()) RETURNING *', [
      randomUUID(),
      body.url,
    ]);
    return reply.status(201).send(rows[0]);
  });
  server.get('/nothing', () => ({ status: 'ok' }));
  await server.listen({ port: 0, host: '127.0.0.1' });
  process.send?.(server.server.address());
}

void main();
