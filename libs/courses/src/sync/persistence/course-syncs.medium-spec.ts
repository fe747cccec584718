import { randomUUID } from 'node:crypto';
import { useDatabase } from '@app/testing/use-database';
import { CoursePoisonous } from '../../course.errors';
import { CourseAccessEntity } from '../../persistence/course-access.entity';
import { CourseEntity } from '../../persistence/course.entity';
import { CourseSyncsRepository, type SyncClaim, type SyncRequirements } from './course-syncs.repository';
import { RequestedSyncsRepository } from './requested-syncs.repository';

const POISON = new CoursePoisonous();
const FRESH_MS = 300_000;
/** Of the account's last reading each test's reader knows. */
type Required = Omit<SyncRequirements, 'knownReadAt'>;
const ANY: Required = { own: false, unreadKinds: [], freshMs: FRESH_MS };
const DONE = { unreadKinds: [], anew: false, listedAt: new Date() };

describe(CourseSyncsRepository, () => {
  const { source, database } = useDatabase(CourseAccessEntity, CourseEntity);
  const accesses = database.repository(CourseAccessEntity);
  const syncs = new CourseSyncsRepository(database, accesses, database.repository(CourseEntity));
  const requests = new RequestedSyncsRepository(database, accesses);
  let course: number;
  let account: number;

  const idOf = async (sql: string, parameters: unknown[] = []) =>
    (await source.query<{ id: number }[]>(sql, parameters))[0]?.id ?? 0;

  async function member(role: string): Promise<number> {
    const id = await idOf(
      `INSERT INTO credentials (tenant_id, google_sub, scopes) VALUES ('t', $1, '{}') RETURNING id`,
      [randomUUID()],
    );
    await source.query(`INSERT INTO course_access (course_id, credential_id, role) VALUES ($1, $2, $3)`, [
      course,
      id,
      role,
    ]);
    return id;
  }

  beforeEach(async () => {
    await source.query('TRUNCATE tenants CASCADE');
    await source.query(`INSERT INTO tenants (id, name) VALUES ('t', 't')`);
    course = await idOf(
      `INSERT INTO courses (tenant_id, google_id, name, state, raw) VALUES ('t', 'g', 'c', 'ACTIVE', '{}') RETURNING id`,
    );
    account = await member('student');
  });

  const row = async () =>
    (
      await source.query<Record<string, unknown>[]>('SELECT * FROM course_access WHERE credential_id = $1', [
        account,
      ])
    )[0];

  async function readAt(credentialId: number): Promise<Date | null> {
    const found = await source.query<{ synced_at: Date | null }[]>(
      'SELECT synced_at FROM course_access WHERE course_id = $1 AND credential_id = $2',
      [course, credentialId],
    );
    return found[0]?.synced_at ?? null;
  }

  const claimBy = async (claim: SyncClaim, required: Required = ANY) =>
    syncs.claim(claim, { ...required, knownReadAt: await readAt(claim.credentialId) });

  async function begin(): Promise<SyncClaim> {
    const [pending] = await requests.enqueue(FRESH_MS);
    const claim = {
      courseId: course,
      credentialId: account,
      runId: randomUUID(),
      generation: pending?.generation,
    };
    expect(await claimBy(claim)).toMatchObject({ requested: true });
    return claim;
  }

  async function die(): Promise<void> {
    await source.query(`UPDATE course_access SET sync_heartbeat_at = now() - interval '31 seconds'`);
  }

  it('should give a course up that three readers in a row died with, until somebody asks for it', async () => {
    await requests.requestSync(course, account, { anew: true });
    for (const given of [0, 0, 1]) {
      await begin();
      await die();
      expect(await requests.rescueStale(POISON)).toHaveLength(given);
    }
    expect(await row()).toMatchObject({
      sync_status: 'failed',
      sync_error_code: 'course.poison',
      sync_error_message: POISON.message,
      sync_error_hint: POISON.hint,
    });
    expect(await requests.enqueue(FRESH_MS)).toEqual([]);
    await requests.requestSync(course, account, { anew: true });
    expect(await row()).toMatchObject({ sync_status: 'queued', sync_crash_count: 0 });
  });

  it('should count a reader that died when another takes its place', async () => {
    await requests.requestSync(course, account, { anew: true });
    await begin();
    await die();
    const next = { courseId: course, credentialId: account, runId: randomUUID() };
    expect(await claimBy(next)).toBeDefined();
    expect(await row()).toMatchObject({ sync_crash_count: 1 });
  });

  it('should not be read a fourth time by a reader that takes the place of a dead one', async () => {
    const next = () => claimBy({ courseId: course, credentialId: account, runId: randomUUID() });
    for (let reader = 0; reader < 3; reader += 1) {
      expect(await next()).toBeDefined();
      await die();
    }
    expect(await next()).toBeUndefined();
    expect(await requests.rescueStale(POISON)).toHaveLength(1);
  });

  const endings = {
    failed: (claim: SyncClaim) => syncs.fail(claim, { code: 'internal', message: '' }, false),
    finished: (claim: SyncClaim) => syncs.finish(claim, DONE),
  };

  it('should forget crashes when a reading ends in whatever way', async () => {
    for (const end of [...Object.values(endings), (claim: SyncClaim) => syncs.requeue(claim)]) {
      await requests.requestSync(course, account, { anew: true });
      await begin();
      await die();
      await requests.rescueStale(POISON);
      expect(await row()).toMatchObject({ sync_crash_count: 1 });
      await end(await begin());
      expect(await row()).toMatchObject({ sync_crash_count: 0 });
    }
  });

  it('should know how old what was asked for is, through pauses and crashes, and begin anew with a new request', async () => {
    await requests.requestSync(course, account, { anew: true });
    await source.query(`UPDATE course_access SET sync_asked_at = now() - interval '1 hour'`);
    await syncs.requeue(await begin(), { code: 'google.rate-limited', message: '', delayMs: 0 });
    await begin();
    await die();
    await requests.rescueStale(POISON);
    const last = { courseId: course, credentialId: account, runId: randomUUID() };
    expect((await claimBy(last))?.ageMs).toBeGreaterThanOrEqual(3_600_000);
    await syncs.finish(last, DONE);
    await requests.requestSync(course, account, { anew: true });
    expect((await claimBy({ ...last, runId: randomUUID() }))?.ageMs).toBeLessThan(60_000);
  });

  it.each(Object.entries(endings))(
    'should let a reading wait on whose reader, given up meanwhile, has %s after all',
    async (_how, end) => {
      await requests.requestSync(course, account, { anew: true });
      const frozen = await begin();
      await die();
      await requests.rescueStale(POISON);
      await end(frozen);
      expect(await row()).toMatchObject({ sync_status: 'queued', sync_anew: true, sync_error_code: null });
      await begin();
    },
  );

  it('should not be read for a job again when somebody without one has read it since the job was sent', async () => {
    await requests.requestSync(course, account, { anew: false });
    const [sent] = await requests.enqueue(FRESH_MS);
    const direct = { courseId: course, credentialId: account, runId: randomUUID() };
    expect(await claimBy(direct)).toBeDefined();
    await syncs.finish(direct, DONE);
    expect(await claimBy({ ...direct, runId: randomUUID(), generation: sent?.generation })).toBeUndefined();
    expect(await row()).toMatchObject({ sync_status: 'done' });
  });

  it('should not be read by who looked at it before another had read it', async () => {
    const claim = () => ({ courseId: course, credentialId: account, runId: randomUUID() });
    for (const knownReadAt of [await readAt(account), new Date(0)]) {
      const other = claim();
      expect(await claimBy(other)).toBeDefined();
      await syncs.finish(other, DONE);
      expect(await syncs.claim(claim(), { ...ANY, knownReadAt })).toBeUndefined();
      expect(await row()).toMatchObject({ sync_status: 'done' });
    }
  });

  it.each(Object.entries(endings))(
    'should keep the reading asked for meanwhile when one has %s twice',
    async (_how, end) => {
      await requests.requestSync(course, account, { anew: false });
      const claim = await begin();
      await requests.requestSync(course, account, { anew: true });
      // The answer to the first was lost with its connection.
      for (let time = 0; time < 2; time += 1) await end(claim);
      expect(await row()).toMatchObject({ sync_status: 'queued', sync_anew: true });
      await begin();
    },
  );

  describe('of many accounts of a course', () => {
    const by = (credentialId: number): SyncClaim => ({ courseId: course, credentialId, runId: randomUUID() });
    const ask = (id: number, anew = false) => requests.requestSync(course, id, { anew });
    const enqueued = async () => (await requests.enqueue(FRESH_MS)).map(({ credentialId }) => credentialId);
    const setOf = (id: number, what: string) =>
      source.query(`UPDATE course_access SET ${what} WHERE credential_id = $1`, [id]);
    const read = async (id: number) => {
      const claim = by(id);
      const before = await claimBy(claim);
      const listedAt = before?.sharedFrom === null ? before.startedAt : null;
      await syncs.finish(claim, { ...DONE, listedAt });
      return before;
    };

    it('should let one go ahead, and nobody else begin meanwhile', async () => {
      const others = await Promise.all(Array.from({ length: 30 }, () => member('student')));
      for (const id of [account, ...others]) await ask(id);
      expect(await enqueued()).toEqual([account]);
      expect(await enqueued()).toEqual([]);
      const claims = await Promise.all([account, ...others].map((id) => claimBy(by(id))));
      expect(claims.filter((claim) => claim !== undefined)).toHaveLength(1);
    });

    it('should let the others take its reading over when it has ended', async () => {
      const others = [await member('student'), await member('student')];
      for (const id of [account, ...others]) await ask(id);
      expect(await enqueued()).toEqual([account]);
      expect(await read(account)).toMatchObject({ sharedFrom: null });
      expect((await enqueued()).sort((a, b) => a - b)).toEqual(others);
      for (const id of others) expect(await read(id)).toMatchObject({ sharedFrom: account });
    });

    it.each<[string, string, Required, string[]]>([
      ['a teacher', 'teacher', ANY, []],
      ['who is to read it with the own account', 'student', { ...ANY, own: true }, []],
      ['who allowed more than the other', 'student', ANY, ['material']],
    ])('should let %s read by themselves', async (_who, role, required, unreadKinds) => {
      await read(account);
      await source.query('UPDATE course_access SET unread_kinds = $1', [unreadKinds]);
      expect(await claimBy(by(await member(role)), required)).toMatchObject({ sharedFrom: null });
    });

    it('should not take over what is too old, unless it began after it was asked for', async () => {
      const other = await member('student');
      await read(account);
      await setOf(account, `listed_at = now() - interval '1 hour'`);
      expect(await read(other)).toMatchObject({ sharedFrom: null });
      await setOf(other, 'listed_at = NULL');
      const last = await member('student');
      await ask(last);
      await setOf(last, `sync_asked_at = now() - interval '2 hours'`);
      expect(await read(last)).toMatchObject({ sharedFrom: account });
    });

    it('should have every account list the course itself once a day', async () => {
      const other = await member('student');
      await read(account);
      expect(await read(other)).toMatchObject({ sharedFrom: account });
      const [due] = await source.query<[{ hours: number }]>(
        `SELECT extract(epoch FROM own_due_at - now())::float8 / 3600 AS hours FROM course_access WHERE credential_id = $1`,
        [other],
      );
      expect(due.hours).toBeLessThanOrEqual(24);
      await setOf(other, 'own_due_at = now()');
      expect(await read(other)).toMatchObject({ sharedFrom: null });
    });

    it('should let another go ahead when the first has died', async () => {
      const other = await member('student');
      await ask(account);
      await claimBy(by(account));
      expect(await claimBy(by(other))).toBeUndefined();
      await die();
      expect(await claimBy(by(other))).toMatchObject({ sharedFrom: null });
    });
  });
});
