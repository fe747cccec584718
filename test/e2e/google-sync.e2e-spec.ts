import { putCourse, putFile, putItem, removeById } from '../../apps/sandbox/src/school/change-school';
import type { SandboxCourse } from '../../apps/sandbox/src/school/school';
import { ANA, HISTORY, SCIENCE } from '@app/testing/sandbox-school';
import { setUp } from '@app/testing/set-up';
import { until } from '@app/testing/until';
import { useSystem } from '@app/testing/use-system';

const FOLDER = '1PastaExtras000000000000000000009';
const STATES = ['ACTIVE', 'ARCHIVED', 'PROVISIONED', 'DECLINED', 'SUSPENDED'] as const;

interface ItemsBody {
  coursework: {
    id: string;
    title: string | null;
    unknown_materials: string[];
    videos: { title: string; verdict: { state: string; code: string | null } }[];
  }[];
  next_page_token: string | null;
  sync: { status: string; synced_at: string; error_code: string | null };
}

interface CoursesBody {
  courses: { id: string; state: string; teachers: { name: string }[] }[];
}

describe('RF-003 RF-004 RF-005 keeping up with Google Classroom', () => {
  const system = useSystem({ env: { COURSES_CACHE_TTL: '0' } });
  const client = setUp(() => system.client());
  const database = setUp(() => system.database());
  let ana: number;

  beforeAll(async () => (ana = await client.connect(ANA)));

  afterEach(() => system.sandbox.faults.clear());
  const school = () => system.sandbox.school;
  const courses = (query = '') => client.get<CoursesBody>(`/courses?credential_id=${String(ana)}${query}`);
  const read = async (course: string) => {
    const path = `/courses/${course}/coursework?credential_id=${String(ana)}&page_size=200`;
    let { body } = await client.get<ItemsBody>(path);
    const items = [...body.coursework];
    const { sync } = body;
    while (body.next_page_token !== null) {
      ({ body } = await client.get<ItemsBody>(`${path}&page_token=${body.next_page_token}`));
      items.push(...body.coursework);
    }
    return { items, sync };
  };
  const time = (minutes: number) => new Date(Date.UTC(2026, 3, 1, 0, minutes)).toISOString();
  const link = (name: string) => ({
    link: { url: `${system.sandbox.origin}/media/${name}.mp4`, title: name },
  });
  const fill = (course: SandboxCourse, from: number, to: number) => {
    for (let number = from; number < to; number += 1) {
      putItem(course, {
        id: `m${String(number)}`,
        materials: [link(`v${String(number)}`)],
        updateTime: time(number),
      });
    }
    return course;
  };
  /** How often a list was asked for since a moment. */
  const listings = (course: string, since: number) =>
    system.sandbox.faults.seen
      .slice(since)
      .filter(({ url }) => url.includes(`/${course}/courseWorkMaterials`));
  const aWeekPasses = () =>
    database.query(`UPDATE course_access SET full_synced_at = now() - interval '8 days'`);

  it('should list courses in every state, each with its state', async () => {
    for (const courseState of STATES) putCourse(school(), { id: `state-${courseState}`, courseState });
    const { body } = await courses();
    const made = body.courses.filter(({ id }) => id.startsWith('state-'));
    expect(new Set(made.map(({ id, state }) => `${id} is ${state}`))).toEqual(
      new Set(STATES.map((state) => `state-${state} is ${state}`)),
    );
    for (const state of STATES) {
      const filtered = await courses(`&state=${state}`);
      expect(new Set(filtered.body.courses.map((course) => course.state))).toEqual(new Set([state]));
    }
  });

  it('should show a course without anything in it, and an item with twenty materials', async () => {
    putCourse(school(), { id: 'empty' });
    expect(await read('empty')).toMatchObject({ items: [], sync: { status: 'done' } });
    const materials = Array.from({ length: 20 }, (_, index) => link(`m${String(index)}`));
    putItem(putCourse(school(), { id: 'full' }), { id: 'i', materials });
    const { items } = await read('full');
    expect(items[0]?.videos.map(({ title }) => title)).toEqual(materials.map((one) => one.link.title));
  });

  it('should follow lists whose pages are empty and have a next one', async () => {
    putItem(putCourse(school(), { id: 'gaps' }), { id: 'i', topicId: 't', materials: [link('gap')] });
    for (const contains of ['/courses?', '/teachers', '/courseWorkMaterials', '/topics'])
      system.sandbox.faults.addFault({ path: '/v1/', contains, emptyPage: true, times: 2 });
    system.sandbox.faults.addFault({ path: '/drive/v3/files?', emptyPage: true, times: 2 });
    const listed = (await courses()).body.courses;
    expect(listed.find(({ id }) => id === 'gaps')?.teachers).toMatchObject([{ name: 'Ana Souza' }]);
    expect((await read('gaps')).items[0]?.videos).toHaveLength(1);
    const titles = (await read(HISTORY)).items.flatMap(({ videos }) => videos.map(({ title }) => title));
    expect(titles).toContain('Visita ao museu.mp4');
    putItem(putCourse(school(), { id: 'gaps' }), { id: 'j', materials: [link('gap')], updateTime: time(1) });
    system.sandbox.faults.addFault({
      path: '/v1/courses/gaps/courseWorkMaterials',
      emptyPage: true,
      times: 2,
    });
    expect((await read('gaps')).items.map(({ id }) => id)).toContain('j');
    expect(system.sandbox.faults.listFaults()).toEqual([]);
  });

  it('should stop reading where nothing is new, and read on while something is', async () => {
    const course = fill(putCourse(school(), { id: 'long' }), 0, 250);
    expect((await read('long')).items).toHaveLength(250);
    let since = system.sandbox.faults.seen.length;
    await client.get(`/courses/long/coursework?credential_id=${String(ana)}`);
    expect(listings('long', since)).toHaveLength(1);
    fill(course, 250, 400);
    since = system.sandbox.faults.seen.length;
    await client.get(`/courses/long/coursework?credential_id=${String(ana)}`);
    expect(listings('long', since)).toHaveLength(3);
    expect((await read('long')).items).toHaveLength(400);
  });

  it('should miss nothing after a reading that broke off in the middle', async () => {
    const course = fill(putCourse(school(), { id: 'broken' }), 0, 120);
    await read('broken');
    fill(course, 120, 270);
    system.sandbox.faults.addFault({ path: '/v1/', contains: 'pageToken=', reason: 'forbidden', times: 1 });
    const torn = await client.get<ItemsBody>(`/courses/broken/coursework?credential_id=${String(ana)}`);
    expect(torn.body.sync).toMatchObject({ status: 'failed', error_code: 'google.forbidden' });
    expect((await read('broken')).items).toHaveLength(270);
  });

  it('should notice within a week what lists do not tell: what was deleted, and what came into a folder', async () => {
    const course = fill(putCourse(school(), { id: 'weekly' }), 0, 3);
    const folder = { driveFile: { driveFile: { id: FOLDER, title: 'Vídeos extras' } } };
    putItem(course, { id: 'folder', materials: [folder], updateTime: time(9) });
    const before = (await read('weekly')).items.find(({ id }) => id === 'folder');
    removeById(course.items, 'm0');
    putItem(course, { id: 'm1', materials: [] });
    putFile(school(), { id: '1NaPastaNova0000000000000000000001', parents: [FOLDER] });
    expect((await read('weekly')).items).toHaveLength(4);
    await aWeekPasses();
    const { items } = await read('weekly');
    expect(items.map(({ id }) => id)).toEqual(['folder', 'm2', 'm1']);
    expect(items.find(({ id }) => id === 'm1')?.videos).toEqual([]);
    expect(items[0]?.videos).toHaveLength((before?.videos.length ?? 0) + 1);
  });

  it('should read the rest when Google says that one kind, or the names of topics, are not allowed', async () => {
    const course = putCourse(school(), { id: 'partly' });
    putItem(course, { id: 'a', kind: 'courseWork', topicId: 't', materials: [link('partly')] });
    const reason = 'ACCESS_TOKEN_SCOPE_INSUFFICIENT';
    for (const list of ['courseWorkMaterials', 'topics'])
      system.sandbox.faults.addFault({ path: `/v1/courses/partly/${list}`, reason });
    const { items, sync } = await read('partly');
    expect(sync).toMatchObject({ status: 'done', unread_kinds: ['material'], error_code: null });
    expect(items.map(({ id }) => id)).toEqual(['a']);
    expect(items[0]?.videos).toHaveLength(1);
  });

  it('should come back by itself to a course that was asked for when Google wanted a pause', async () => {
    const course = fill(putCourse(school(), { id: 'paused' }), 0, 3);
    await read('paused');
    removeById(course.items, 'm0');
    const trouble = {
      contains: '/paused/courseWorkMaterials',
      reason: 'RESOURCE_EXHAUSTED',
      retryAfter: 3_600,
    };
    system.sandbox.faults.addFault({ path: '/v1/', ...trouble });
    await client.post(`/courses/paused/sync?credential_id=${String(ana)}`);
    const sync = async () => {
      const { body } = await client.get<ItemsBody>(`/courses/paused?credential_id=${String(ana)}`);
      return body.sync;
    };
    await until(async () => (await sync()).error_code === 'google.rate-limited');
    expect(await sync()).toMatchObject({ status: 'queued', error_message: 'Google asks us to slow down.' });
    system.sandbox.faults.clear();
    const [row]: { minutes: number }[] = await database.query(
      `SELECT extract(epoch FROM sync_run_at - now())::float8 / 60 AS minutes FROM course_access WHERE sync_status = 'queued'`,
    );
    await database.query(`UPDATE course_access SET sync_run_at = now() WHERE sync_status = 'queued'`);
    expect(row?.minutes).toBeCloseTo(60, -1);
    await until(async () => (await sync()).status === 'done');
    expect((await read('paused')).items.map(({ id }) => id)).toEqual(['m2', 'm1']);
  });

  it('should read a course anew when that was asked for during a reading of what is new', async () => {
    const course = fill(putCourse(school(), { id: 'again' }), 0, 3);
    await read('again');
    const sync = async () => {
      const { body } = await client.get<ItemsBody>(`/courses/again?credential_id=${String(ana)}`);
      return body.sync.status;
    };
    system.sandbox.faults.addFault({ path: '/v1/courses/again/announcements', delayMs: 1_500, times: 1 });
    const reading = read('again');
    await until(() => system.sandbox.faults.listFaults().length === 0);
    removeById(course.items, 'm0');
    const { body } = await client.post<ItemsBody>(`/courses/again/sync?credential_id=${String(ana)}`);
    expect(body.sync.status).toBe('running');
    await reading;
    await until(async () => (await sync()) === 'done');
    expect((await read('again')).items.map(({ id }) => id)).toEqual(['m2', 'm1']);
  });

  it('should look again at everything once more was allowed', async () => {
    ana = await client.connect(ANA, ['drive.readonly']);
    const lesson = async () =>
      (await read(HISTORY)).items.find(({ title }) => title === 'Aula 1: a chegada')?.videos[0];
    expect((await lesson())?.verdict).toMatchObject({ state: 'unavailable', code: 'google.missing-scope' });
    const extra = async () => (await read(HISTORY)).items.find(({ title }) => title === 'Material extra');
    expect((await extra())?.videos).toEqual([]);
    ana = await client.connect(ANA);
    expect((await lesson())?.verdict).toMatchObject({ state: 'available', code: null });
    expect((await extra())?.videos.length).toBeGreaterThanOrEqual(2);
  });

  it('should tell of kinds of material that it does not know, and find the rest', async () => {
    const hologram = { hologram: { id: 'h', title: 'Holograma' } };
    const course = putCourse(school(), { id: 'future' });
    putItem(course, { id: 'i', materials: [hologram, link('known'), hologram] });
    const { items } = await read('future');
    expect(items[0]).toMatchObject({ unknown_materials: ['hologram', 'hologram'] });
    expect(items[0]?.videos.map(({ title }) => title)).toEqual(['known']);
    const warned = system.log.lines.find((line) => line.includes('unknown kind')) ?? '{}';
    expect(JSON.parse(warned)).toMatchObject({ course_id: 'future', materials: 2, kinds: ['hologram'] });
  });

  it('should find a new course although its list takes longer than is waited for one that is known', async () => {
    await read(SCIENCE);
    // Reading of the list has begun when the course comes.
    system.sandbox.faults.addFault({ path: '/v1/courses?', delayMs: 4_000, times: 2 });
    const seen = system.sandbox.faults.seen.length;
    const before = courses();
    await until(() => system.sandbox.faults.seen.slice(seen).some(({ url }) => url.includes('/courses?')));
    putCourse(school(), { id: 'late' });
    expect((await read('late')).sync.status).toBe('done');
    expect((await before).status).toBe(200);
    const answer = await client.get(`/courses/never/coursework?credential_id=${String(ana)}`);
    expect(answer).toMatchObject({ status: 404, body: { code: 'course.not-found' } });
  });

  it('should forget a course that is gone and keep the others', async () => {
    putCourse(school(), { id: 'gone' });
    expect((await read('gone')).sync.status).toBe('done');
    removeById(school().courses, 'gone');
    const answer = await client.get(`/courses/gone/coursework?credential_id=${String(ana)}`);
    expect(answer).toMatchObject({ status: 404, body: { code: 'course.not-found' } });
    expect((await read(SCIENCE)).items.length).toBeGreaterThan(0);
  });

  it('should serve what it knows while Google is down, say since when, and go on afterwards', async () => {
    await read(SCIENCE);
    system.sandbox.faults.addFault({ path: '/v1/', status: 503 });
    expect((await courses()).body.courses.map(({ id }) => id)).toContain(SCIENCE);
    const known = await client.get<ItemsBody>(`/courses/${SCIENCE}/coursework?credential_id=${String(ana)}`);
    expect(known).toMatchObject({ status: 200, body: { coursework: [{ title: 'O sistema solar' }] } });
    const { synced_at: since } = known.body.sync;
    system.sandbox.faults.clear();
    await until(async () => (await read(SCIENCE)).sync.synced_at > since);
  });
});
