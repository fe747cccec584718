import { randomUUID } from 'node:crypto';
import { useDatabase } from '@app/testing/use-database';
import { CoverageRepository } from './coverage.repository';

const ANA = { tenantId: 'a', requester: 'user:ana', seesTenant: false };
const OTHER = { tenantId: 'b', requester: 'user:ana', seesTenant: false };
const ALL = { limit: 500, offset: 0 };

describe(CoverageRepository, () => {
  const { source, database } = useDatabase();
  const coverage = new CoverageRepository(database);
  let account: number;
  let colleague: number;

  const idOf = async (sql: string, values: unknown[] = []) =>
    (await source.query<{ id: number }[]>(`${sql} RETURNING id`, values))[0]?.id ?? 0;

  beforeAll(async () => {
    await source.query(`INSERT INTO tenants (id, name) VALUES ('a', 'A'), ('b', 'B')`);
    account = await addAccount('ana');
    colleague = await addAccount('bia');
  });

  beforeEach(() => source.query('TRUNCATE courses, downloads CASCADE'));

  const addAccount = (sub: string) =>
    idOf(`INSERT INTO credentials (tenant_id, google_sub, scopes) VALUES ('a', $1, '{}')`, [sub]);

  async function addCourse(googleId: string, accounts = [account]): Promise<number> {
    const id = await idOf(
      `INSERT INTO courses (tenant_id, google_id, name, state, raw) VALUES ('a', $1, 'c', 'ACTIVE', '{}')`,
      [googleId],
    );
    for (const one of accounts)
      await source.query(
        `INSERT INTO course_access (course_id, credential_id, role) VALUES ($1, $2, 'student')`,
        [id, one],
      );
    return id;
  }

  /** An item, changed so many days ago, with videos that are called by their keys. */
  async function addItem(
    course: number,
    days: number,
    keys: string[],
    { seenBy = [account], verdict = 'available' } = {},
  ): Promise<void> {
    const item = await idOf(
      `INSERT INTO coursework (tenant_id, course_id, google_id, kind, state, raw, google_updated_at)
       VALUES ('a', $1, $2, 'material', 'PUBLISHED', '{}', now() - make_interval(days => $3))`,
      [course, keys.join(), days],
    );
    for (const one of seenBy)
      await source.query('INSERT INTO coursework_access (coursework_id, credential_id) VALUES ($1, $2)', [
        item,
        one,
      ]);
    for (const [position, key] of keys.entries()) {
      const [video] = await source.query<{ id: string }[]>(
        `INSERT INTO videos (tenant_id, coursework_id, position, source, source_key, url, title, verdict)
         VALUES ('a', $1, $2, 'youtube', $3, 'https://x', $3, $4) RETURNING id`,
        [item, position, key, verdict],
      );
      for (const one of seenBy)
        await source.query('INSERT INTO video_access (video_id, credential_id) VALUES ($1, $2)', [
          video?.id,
          one,
        ]);
    }
  }

  const addDownload = (key: string, status: string, { requester = ANA.requester, waits = false } = {}) =>
    source.query(
      `INSERT INTO downloads (tenant_id, requester, host, status, source, source_key, variant, url, quality, subtitles, run_at, run_id)
       VALUES ('a', $1, 'x', $2, 'youtube', $3, $4, 'https://x', 'best', true, now() + make_interval(mins => $5), $6)`,
      [
        requester,
        status,
        key,
        `${status}-${requester}`,
        waits ? 5 : 0,
        status === 'running' ? randomUUID() : null,
      ],
    );

  const titleOf = async (id: string) =>
    (await source.query<{ title: string }[]>('SELECT title FROM videos WHERE id = $1', [id]))[0]?.title;

  async function statesOf(googleId: string, viewer = ANA, through = account): Promise<[string, string][]> {
    const videos = await coverage.listOfCourse(viewer, through, googleId);
    return Promise.all(
      videos.map(async ({ videoId, state }): Promise<[string, string]> => [
        (await titleOf(videoId)) ?? '',
        state,
      ]),
    );
  }

  it('should tell how far each video is, the newest items first', async () => {
    const course = await addCourse('g1');
    await addItem(course, 3, ['old']);
    await addItem(course, 1, ['saved', 'running', 'queued', 'waiting', 'failed', 'cancelled']);
    await addItem(course, 2, ['blocked'], { verdict: 'unavailable' });
    for (const status of ['running', 'queued', 'failed', 'cancelled']) await addDownload(status, status);
    await addDownload('waiting', 'queued', { waits: true });
    // What is there counts, whatever came after it.
    for (const status of ['completed', 'failed']) await addDownload('saved', status);
    expect(await statesOf('g1')).toEqual([
      ['saved', 'saved'],
      ['running', 'running'],
      ['queued', 'queued'],
      ['waiting', 'waiting'],
      ['failed', 'failed'],
      ['cancelled', 'missing'],
      ['blocked', 'blocked'],
      ['old', 'missing'],
    ]);
  });

  it('should count nobody else’s downloads, and show no other tenant anything', async () => {
    await addItem(await addCourse('g1'), 1, ['one']);
    await addDownload('one', 'completed', { requester: 'user:bia' });
    expect(await statesOf('g1')).toEqual([['one', 'missing']]);
    expect(await statesOf('g1', OTHER)).toEqual([]);
    expect(await coverage.listByCourse(OTHER, account, ALL)).toMatchObject({ byCourse: new Map() });
  });

  it('should leave out what this account does not see', async () => {
    const course = await addCourse('g1', [account, colleague]);
    await addItem(course, 1, ['both'], { seenBy: [account, colleague] });
    await addItem(course, 2, ['hers'], { seenBy: [colleague] });
    expect(await statesOf('g1')).toEqual([['both', 'missing']]);
    expect(await statesOf('g1', ANA, colleague)).toHaveLength(2);
  });

  it('should tell of so many courses at once, and how many there are', async () => {
    for (const id of ['g1', 'g2', 'g3', 'g4']) {
      const course = await addCourse(id);
      if (id !== 'g2') await addItem(course, 1, [id]);
    }
    await addItem(await addCourse('not-mine', [colleague]), 1, ['x'], { seenBy: [colleague] });
    const page = async (limit: number, offset: number) => {
      const { byCourse, total } = await coverage.listByCourse(ANA, account, { limit, offset });
      return [total, ...byCourse.keys()];
    };
    expect(await page(2, 0)).toEqual([4, 'g1']);
    expect(await page(2, 2)).toEqual([4, 'g3', 'g4']);
    expect(await page(2, 4)).toEqual([4]);
  });
});
