import { randomUUID } from 'node:crypto';
import { Database } from '@app/database';
import { DataSource } from 'typeorm';
import { testDatabase } from '../../../../test/support/parts';
import { CoursePoisonous } from '../course.errors';
import { CourseSyncsRepository, type SyncClaim } from './course-syncs.repository';

const POISON = new CoursePoisonous();

describe(CourseSyncsRepository, () => {
  let parts: Awaited<ReturnType<typeof testDatabase>>;
  let source: DataSource;
  let database: Database;
  let syncs: CourseSyncsRepository;
  let course: number;
  let account: number;

  beforeAll(async () => {
    parts = await testDatabase();
    source = await new DataSource({ type: 'postgres', url: parts.url, parseInt8: true }).initialize();
    database = new Database(source);
    syncs = new CourseSyncsRepository(database);
  });

  afterAll(async () => {
    await database.onApplicationShutdown();
    await source.destroy();
    await parts.drop();
  });

  const idOf = async (sql: string, parameters: unknown[] = []) =>
    (await source.query<{ id: number }[]>(sql, parameters))[0]?.id ?? 0;

  beforeEach(async () => {
    await source.query('TRUNCATE tenants CASCADE');
    await source.query(`INSERT INTO tenants (id, name) VALUES ('t', 't')`);
    account = await idOf(
      `INSERT INTO credentials (tenant_id, google_sub, scopes) VALUES ('t', '1', '{}') RETURNING id`,
    );
    course = await idOf(
      `INSERT INTO courses (tenant_id, google_id, name, state, raw) VALUES ('t', 'g', 'c', 'ACTIVE', '{}') RETURNING id`,
    );
    await source.query(
      `INSERT INTO course_access (course_id, credential_id, role) VALUES ($1, $2, 'student')`,
      [course, account],
    );
  });

  const row = async () => (await source.query<[Record<string, unknown>]>('SELECT * FROM course_access'))[0];

  async function begin(): Promise<SyncClaim> {
    const [pending] = await syncs.admit(20);
    const claim = {
      courseId: course,
      credentialId: account,
      runId: randomUUID(),
      dispatch: pending?.dispatch,
    };
    expect(await syncs.claim(claim)).toMatchObject({ requested: true });
    return claim;
  }

  async function die(): Promise<void> {
    await source.query(`UPDATE course_access SET sync_heartbeat_at = now() - interval '31 seconds'`);
  }

  it('should give a course up that three readers in a row died with, until somebody asks for it', async () => {
    await syncs.request(course, account);
    for (const given of [0, 0, 1]) {
      await begin();
      await die();
      expect(await syncs.requeueDead(POISON)).toHaveLength(given);
    }
    expect(await row()).toMatchObject({
      sync_status: 'failed',
      sync_error_code: 'course.poison',
      sync_error_message: POISON.message,
      sync_error_hint: POISON.hint,
    });
    expect(await syncs.admit(20)).toEqual([]);
    await syncs.request(course, account);
    expect(await row()).toMatchObject({ sync_status: 'queued', sync_crash_count: 0 });
  });

  it('should count a reader that died when another takes its place', async () => {
    await syncs.request(course, account);
    await begin();
    await die();
    const next = { courseId: course, credentialId: account, runId: randomUUID() };
    expect(await syncs.claim(next)).toBeDefined();
    expect(await row()).toMatchObject({ sync_crash_count: 1 });
  });

  it('should forget crashes when a reading ends in whatever way', async () => {
    for (const end of [
      (claim: SyncClaim) => syncs.finish(claim, [], false),
      (claim: SyncClaim) => syncs.fail(claim, { code: 'internal', message: '' }, false),
      (claim: SyncClaim) => syncs.putBack(claim),
    ]) {
      await syncs.request(course, account);
      await begin();
      await die();
      await syncs.requeueDead(POISON);
      expect(await row()).toMatchObject({ sync_crash_count: 1 });
      await end(await begin());
      expect(await row()).toMatchObject({ sync_crash_count: 0 });
    }
  });

  it('should know how old what was asked for is, through pauses and crashes, and begin anew with a new request', async () => {
    await syncs.request(course, account);
    await source.query(`UPDATE course_access SET sync_asked_at = now() - interval '1 hour'`);
    await syncs.putBack(await begin(), { code: 'google.rate-limited', message: '', delayMs: 0 });
    await begin();
    await die();
    await syncs.requeueDead(POISON);
    const last = { courseId: course, credentialId: account, runId: randomUUID() };
    expect((await syncs.claim(last))?.ageMs).toBeGreaterThanOrEqual(3_600_000);
    await syncs.finish(last, [], false);
    await syncs.request(course, account);
    expect((await syncs.claim({ ...last, runId: randomUUID() }))?.ageMs).toBeLessThan(60_000);
  });
});
