import { putCourse, putItem } from '../../apps/sandbox/src/school/change-school';
import { addPerson } from '@app/testing/people';
import { ANA, BRUNO, CARLA } from '@app/testing/sandbox-school';
import { setUp } from '@app/testing/set-up';
import { useSystem } from '@app/testing/use-system';

const SECOND = '7002';

interface MergedBody {
  courses: { id: string; name: string; role: string; credential_ids: number[] }[];
  problems: { credential_id: number; email: string; code: string; message: string }[];
  next_page_token: string | null;
  total: number;
  limit: number;
  offset: number;
}

/** What the specification of the Classroom Downloader API types, as it stands there. */
describe('source document 000: a microservice for Google Classroom', () => {
  const system = useSystem({
    env: {
      APP_NAME: 'Classroom Downloader API',
      APP_VERSION: '1.0.0',
      DEBUG: 'false',
      GOOGLE_SCOPES: '',
      LOG_LEVEL: 'INFO',
      YTDLP_OUTPUT_TEMPLATE: '%(id)s.%(ext)s',
    },
  });
  const client = setUp(() => system.client());
  let ana: number;
  let bruno: number;

  beforeAll(async () => {
    const [teacher = '', student = ''] = system.sandbox.school.people.map(({ sub }) => sub);
    const link = (path: string) => ({ link: { url: `${system.sandbox.origin}/media/${path}`, title: path } });
    for (const id of ['1', SECOND])
      putCourse(system.sandbox.school, { id, teachers: [teacher], students: [student] });
    const first = putCourse(system.sandbox.school, { id: '1' });
    const second = putCourse(system.sandbox.school, { id: SECOND });
    putItem(first, { id: '1', materials: [link('mapa.mp4')] });
    for (const course of [first, second]) putItem(course, { id: '2', materials: [link('aula-1.mp4')] });
    ana = await client.connect(ANA);
    bruno = await client.connect(BRUNO);
  });

  const merged = (query = '') => client.get<MergedBody>(`/courses${query}`);
  const read = (course: string) => client.get(`/courses/${course}/coursework?credential_id=${String(ana)}`);

  describe('POST /downloads {"credential_id": 1, "coursework_id": 1}', () => {
    const ask = (coursework: unknown, more: object = {}) =>
      client.post('/downloads', {
        credential_id: ana,
        coursework_id: coursework,
        ...more,
      });

    it('should say what is missing while the course was never read', async () => {
      expect((await ask(1)).body).toMatchObject({
        status: 404,
        code: 'coursework.not-found',
        hint: expect.stringContaining('course_id') as string,
      });
    });

    it('should take the item of a course that was read, once, however often it is asked for at once', async () => {
      await read('1');
      await read(SECOND);
      const answers = await Promise.all([1, '1', 1].map((id) => ask(id)));
      expect(answers.map(({ status }) => status).sort()).toEqual([200, 200, 201]);
      for (const { body } of answers) expect(body).toMatchObject({ course_id: '1', coursework_id: '1' });
      expect(new Set(answers.map(({ body }) => body.id)).size).toBe(1);
      expect(answers.find(({ status }) => status === 201)?.body).toMatchObject({ status: 'queued' });
    });

    it('should ask for the course where several have such an item, and name them', async () => {
      const { body } = await ask(2);
      expect(body).toMatchObject({ status: 422, code: 'coursework.ambiguous', course_ids: ['1', SECOND] });
      expect(body.detail).toContain('several courses');
      const one = await ask(2, { course_id: Number(SECOND) });
      expect([one.status, one.body.course_id]).toEqual([201, SECOND]);
    });

    it.each([[1.5], [-1], [2 ** 53], [true], [null], [[1]]])('should refuse %j for an id', async (id) => {
      const { status, body } = await ask(id);
      expect([status, body.code]).toEqual([400, 'request.invalid']);
    });

    it('should not tell another tenant, nor an account that does not see it, whether there is such an item', async () => {
      const other = await system.client('other').post('/downloads', { credential_id: ana, coursework_id: 1 });
      expect(other.body).toMatchObject({ status: 404, code: 'credential.not-found' });
      const unread = await client.post('/downloads', { credential_id: bruno, coursework_id: 1 });
      expect(unread.body).toMatchObject({ status: 404, code: 'coursework.not-found' });
    });
  });

  describe('GET /courses without credential_id', () => {
    it('should list every course of all accounts once, sorted, with the accounts that see it', async () => {
      const { status, body } = await merged();
      expect(status).toBe(200);
      const names = body.courses.map(({ name }) => name.toLowerCase());
      expect(new Set(body.courses.map(({ id }) => id)).size).toBe(names.length);
      expect(body).toMatchObject({ total: names.length, limit: 50, offset: 0, problems: [] });
      expect(body.courses.find(({ id }) => id === '1')).toMatchObject({
        credential_ids: [ana, bruno],
        role: 'teacher',
      });
      expect((await client.get<MergedBody>('/courses/aggregated')).body).toEqual(body);
      const alone = await client.get<MergedBody>(`/courses?credential_id=${String(ana)}`);
      const hers = body.courses.filter(({ credential_ids: ids }) => ids.includes(ana));
      expect(hers.map(({ id }) => id)).toEqual(alone.body.courses.map(({ id }) => id));
    });

    it('should page by place and by token, and filter', async () => {
      const all = (await merged()).body.courses.map(({ id }) => id);
      const byPlace = await merged('?limit=2&offset=1');
      expect(byPlace.body.courses.map(({ id }) => id)).toEqual(all.slice(1, 3));
      expect(byPlace.body).toMatchObject({ total: all.length, limit: 2, offset: 1 });
      const first = await merged('?page_size=2');
      const next = await merged(`?page_size=2&page_token=${first.body.next_page_token ?? ''}`);
      expect([...first.body.courses, ...next.body.courses].map(({ id }) => id)).toEqual(all.slice(0, 4));
      expect((await merged('?offset=1000')).body).toMatchObject({ courses: [], total: all.length });
      const attended = (await merged('?role=student')).body.courses;
      for (const course of attended) expect(course.credential_ids).toEqual([bruno]);
      const wrong = await client.get(`/courses?credential_id=${String(ana)}&offset=1`);
      expect(wrong.body).toMatchObject({ status: 400, code: 'request.invalid' });
    });

    it('should say beside the others which account fails, and why', async () => {
      const before = (await merged()).body;
      const carla = await client.connect(CARLA, ['classroom.courses']);
      const { status, body } = await merged();
      expect(status).toBe(200);
      expect(body.courses).toEqual(before.courses);
      expect(body.problems).toEqual([
        expect.objectContaining({
          credential_id: carla,
          email: CARLA,
          code: 'google.missing-scope',
        }),
      ]);
      await client.delete(`/credentials/${String(carla)}`);
      expect((await merged()).body.problems).toEqual([]);
    });

    it('should show people their own accounts and other tenants nothing', async () => {
      expect((await system.client('other').get<MergedBody>('/courses')).body).toMatchObject({
        courses: [],
        total: 0,
        problems: [],
      });
      const person = await addPerson(system, { name: 'merger' });
      expect((await person.client.get<MergedBody>('/courses')).body.total).toBe(0);
    });
  });

  it('should name the saved file by YTDLP_OUTPUT_TEMPLATE, and tell progress and health as documented', async () => {
    const url = `${system.sandbox.origin}/media/aula-1.mp4?template`;
    const { body } = await client.post<{ id: string }>('/downloads', { url });
    expect(await client.ended(body.id)).toMatchObject({ status: 'completed', progress_percent: 100 });
    const file = await client.call(`/downloads/${body.id}/file`, { method: 'HEAD' });
    expect(file.headers.get('content-disposition')).toMatch(/filename=[0-9a-f]{32,}\.mp4$/);
    const { body: health } = await client.get<{ components: Record<string, object> }>('/health');
    expect(health.components).toMatchObject({
      workers: { active: 1, slots: expect.any(Number) as number },
      storage: { free_bytes: expect.any(Number) as number },
      google: { status: 'ok' },
    });
  });

  it('should call itself as APP_NAME and APP_VERSION say', async () => {
    const info = { title: 'Classroom Downloader API', version: '1.0.0' };
    for (const path of ['/openapi.json', '/asyncapi'])
      expect(await (await fetch(system.origin + path)).json()).toMatchObject({ info });
    for (const path of ['/docs', '/redoc'])
      expect(await (await fetch(system.origin + path)).text()).toContain('<title>Classroom Downloader API');
    expect((await client.get('/health')).body).toMatchObject({ version: '1.0.0' });
  });
});
