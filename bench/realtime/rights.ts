import { randomUUID } from 'node:crypto';
import { CurrentCallers } from '@app/auth';
import { addPerson } from '@app/testing/people';
import { TestSystem } from '@app/testing/system';
import { sample } from '../samples';

const SAMPLES = 30;

/** The look at rights that every process with open connections takes once a second. */
export async function measureRights(
  count: number,
  log: (text: string) => void,
): Promise<{ oneMs: number; manyMs: number }> {
  const system = await TestSystem.start({ workers: 0 });
  try {
    const person = await addPerson(system, { name: 'ana' });
    const database = await system.database();
    const sessions = Array.from({ length: count }, () => randomUUID());
    await database.query(
      `INSERT INTO users (tenant_id, username, email, email_verified_by, full_name, password_hash, role)
       SELECT 'school', 'person' || n, 'person' || n || '@school.example', 'admin', 'Person', password_hash, 'user'
       FROM users, generate_series(1, $2::int) n WHERE id = $1`,
      [person.id, count],
    );
    await database.query(
      `INSERT INTO sessions (id, user_id, expires_at)
       SELECT session.id, person.id, now() + interval '1 day'
       FROM unnest($1::uuid[]) WITH ORDINALITY session (id, n)
         JOIN users person ON person.username = 'person' || session.n`,
      [sessions],
    );
    const callers = system.api.get(CurrentCallers, { strict: false });
    const find = async (ids: string[]) => {
      const found = await callers.findCallers(ids.map((sessionId) => ({ sessionId })));
      if (found.some((caller) => !caller)) throw new Error('a caller is missing');
    };
    const one = await sample({ samples: SAMPLES, run: () => find(sessions.slice(0, 1)) });
    const many = await sample({ samples: SAMPLES, run: () => find(sessions) });
    log(`  rights: ${many.medianMs.toFixed(1)} ms`);
    return { oneMs: one.medianMs, manyMs: many.medianMs };
  } finally {
    await system.close();
  }
}
