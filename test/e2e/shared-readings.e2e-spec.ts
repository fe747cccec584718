import { setTimeout as sleep } from 'node:timers/promises';
import { putCourse, putFile, putItem } from '../../apps/sandbox/src/school/change-school';
import { syncCourseJob } from '@app/courses';
import { KeyRing } from '@app/security';
import { ApiProcess } from '@app/testing/api-process';
import { type Answer, Client } from '@app/testing/client';
import { BRUNO, CARLA } from '@app/testing/sandbox-school';
import { setUp } from '@app/testing/set-up';
import { until } from '@app/testing/until';
import { useSystem } from '@app/testing/use-system';

const COURSE = 'shared';
const LARGE = 'thousand';
const STUDENTS = 1_000;
const CLOSED = '1ArquivoFechado00000000000000001';

interface CourseworkBody {
  coursework: { id: string; videos: { id: string; title: string; verdict: { state: string } }[] }[];
  sync: { status: string };
}

describe('RF-004 RF-005 one reading of a course for the accounts that see the same', () => {
  const system = useSystem({ workers: 2 });
  const client = setUp(() => system.client());
  let bruno: number;
  let carla: number;

  beforeAll(async () => {
    const { school, origin } = system.sandbox;
    const [teacher, brunoSub, carlaSub] = school.people.map(({ sub }) => sub) as [string, string, string];
    const course = putCourse(school, { id: COURSE, students: [brunoSub, carlaSub] });
    const link = (path: string) => ({ link: { url: origin + path, title: path } });
    const path = system.sandbox.web.get('museu.mp4');
    putFile(school, { id: CLOSED, name: 'Aula.mp4', path, owner: teacher, readers: [brunoSub] });
    const file = { driveFile: { driveFile: { id: CLOSED, title: 'Aula.mp4' } } };
    putItem(course, { id: 'for-all', materials: [link('/media/mapa.mp4'), file] });
    putItem(course, { id: 'for-bruno', materials: [link('/media/museu.mp4')], assignees: [brunoSub] });
    putItem(course, { id: 'for-carla', materials: [link('/media/debate.mp4')], assignees: [carlaSub] });
    bruno = await client.connect(BRUNO);
    carla = await client.connect(CARLA);
  });

  const listings = (course: string) =>
    system.sandbox.faults.countFaults(`/v1/courses/${course}/courseWorkMaterials`);
  const itemsOf = async (account: number, course = COURSE) => {
    const path = `/courses/${course}/coursework?credential_id=${String(account)}&page_size=200`;
    return (await client.get<CourseworkBody>(path)).body.coursework;
  };
  const ids = async (account: number) => (await itemsOf(account)).map(({ id }) => id).sort();

  it('should show what all see without another listing, and nothing that was assigned to another', async () => {
    expect(await ids(bruno)).toEqual(['for-all', 'for-bruno']);
    expect(await ids(carla)).toEqual(['for-all']);
    expect(listings(COURSE)).toBe(1);
  });

  it('should look at files in Drive with the account itself', async () => {
    const stateOf = async (account: number) => {
      const all = (await itemsOf(account)).find(({ id }) => id === 'for-all');
      return all?.videos.map(({ title, verdict }) => [title, verdict.state]);
    };
    expect(await stateOf(bruno)).toEqual([
      ['/media/mapa.mp4', 'unknown'],
      ['Aula.mp4', 'available'],
    ]);
    expect(await stateOf(carla)).toEqual([
      ['/media/mapa.mp4', 'unknown'],
      ['Aula.mp4', 'unavailable'],
    ]);
  });

  it('should read with the account itself when a sync is asked for', async () => {
    await client.post(`/courses/${COURSE}/sync?credential_id=${String(carla)}`);
    await until(async () => (await ids(carla)).includes('for-carla'), 30_000);
    expect(await ids(carla)).toEqual(['for-all', 'for-carla']);
    expect(listings(COURSE)).toBe(2);
  });

  /** Accounts of students, connected just now, whose list of courses is known. */
  async function students(): Promise<number[]> {
    const { school, origin, tokens } = system.sandbox;
    const course = putCourse(school, { id: LARGE });
    for (let number = 0; number < 20; number += 1)
      putItem(course, {
        id: `i${String(number)}`,
        materials: [{ link: { url: `${origin}/media/mapa.mp4?${String(number)}` } }],
      });
    const ring = system.api.get(KeyRing, { strict: false });
    const database = await system.database();
    const [{ scopes }] = await database.query<[{ scopes: string[] }]>(
      'SELECT scopes FROM credentials LIMIT 1',
    );
    const subs = Array.from({ length: STUDENTS }, (_, index) => `student-${String(index)}`);
    course.students = subs;
    school.people.push(...subs.map((sub) => ({ sub, email: `${sub}@escola-aurora.example`, name: sub })));
    const rows = subs.map((sub) => {
      const { token } = tokens.access({ id: sub, sub, clientId: 'tests.apps.googleusercontent.com', scopes });
      return { sub, token: ring.encrypt(token, `google-token:school:${sub}`) };
    });
    const made = await database.query<{ id: number }[]>(
      `WITH made AS (
         INSERT INTO credentials (tenant_id, google_sub, scopes, access_token, access_expires_at)
         SELECT 'school', r.sub, $2, r.token, now() + interval '1 hour' FROM jsonb_to_recordset($1) AS r(sub text, token text)
         RETURNING id),
       course AS (
         INSERT INTO courses (tenant_id, google_id, name, state, raw) VALUES ('school', $3, $3, 'ACTIVE', '{}') RETURNING id),
       access AS (
         INSERT INTO course_access (course_id, credential_id, role) SELECT course.id, made.id, 'student' FROM course, made),
       lists AS (INSERT INTO course_lists (credential_id, synced_at) SELECT id, now() + interval '1 minute' FROM made)
       SELECT id FROM made`,
      [JSON.stringify(rows), scopes, LARGE],
    );
    return made.map(({ id }) => id);
  }

  describe('a thousand students at eight', () => {
    let accounts: number[];
    let api: ApiProcess;
    let there: Client;

    beforeAll(async () => {
      accounts = await students();
      api = await ApiProcess.start(system, { DATABASE_POOL_SIZE: '20' });
      there = new Client(api.origin, system.tenantKeys.school ?? '');
      await there.get('/health');
    });

    /** As clients do: who is told to come back, comes back. */
    async function patiently<T>(ask: () => Promise<Answer<T>>): Promise<Answer<T>> {
      const answer = await ask();
      if (answer.status !== 503) return answer;
      await sleep(Number(answer.headers.get('retry-after')) * 1_000);
      return patiently(ask);
    }

    /** All at the same time; no request alone keeps the event loop of the api busy for long. */
    async function burst<T>(ask: (account: number) => Promise<Answer<T>>, status: number): Promise<void> {
      await api.longestStallMs();
      const answers = await Promise.all(accounts.map((account) => patiently(() => ask(account))));
      expect(new Set(answers.map((answer) => answer.status))).toEqual(new Set([status]));
      expect(await api.longestStallMs()).toBeLessThan(500);
    }

    const accountsThat = async (condition: string) => {
      const database = await system.database();
      const [{ count }] = await database.query<[{ count: number }]>(
        `SELECT count(*)::int AS count FROM course_access WHERE ${condition} AND credential_id = ANY ($1)`,
        [accounts],
      );
      return count;
    };

    it('should read a course once for all who open it', async () => {
      await burst(
        (account) => there.get(`/courses/${LARGE}/coursework?credential_id=${String(account)}`),
        200,
      );
      await until(async () => (await accountsThat(`sync_status <> 'done'`)) === 0, 120_000);
      for (const account of [accounts[0], accounts[499], accounts[999]]) {
        const items = await itemsOf(account ?? 0, LARGE);
        expect(items).toHaveLength(20);
        expect(items.every(({ videos }) => videos.length === 1)).toBe(true);
      }
      expect(listings(LARGE)).toBe(1);
      expect(system.sandbox.faults.countFaults(`/v1/courses/${LARGE}/`)).toBe(4);
    });

    it('should take a sync from each of them, and have workers read a few at a time', async () => {
      const database = await system.database();
      const [{ asked }] = await database.query<[{ asked: string }]>('SELECT now()::text AS asked');
      const before = listings(LARGE);
      await burst((account) => there.post(`/courses/${LARGE}/sync?credential_id=${String(account)}`), 202);
      expect(await accountsThat(`sync_asked_at >= '${asked}'`)).toBe(STUDENTS);
      const atOnce: number[] = [];
      await until(async () => {
        atOnce.push(await accountsThat(`sync_status = 'running'`));
        return listings(LARGE) > before + 50;
      });
      expect(Math.max(...atOnce)).toBeGreaterThan(1);
      expect(Math.max(...atOnce)).toBeLessThanOrEqual(
        system.workers.length * Number(syncCourseJob.concurrency),
      );
    });
  });
});
