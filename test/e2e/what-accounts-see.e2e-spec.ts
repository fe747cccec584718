import { putCourse, putFile, putItem, removeById } from '../../apps/sandbox/src/school/change-school';
import type { SandboxItem } from '../../apps/sandbox/src/school/school';
import { ANA, BRUNO } from '@app/testing/sandbox-school';
import { setUp } from '@app/testing/set-up';
import { until } from '@app/testing/until';
import { useSystem } from '@app/testing/use-system';

const COURSE = 'two-views';
const FOLDER = '1PastaFechada0000000000000000001';
const INSIDE = '1DentroDaPasta000000000000000001';

interface ItemsBody {
  coursework: { id: string; videos: { id: string; title: string }[] }[];
}

describe('RF-003 RF-004 RF-005 what each account sees of a course', () => {
  const system = useSystem({ env: { COURSES_CACHE_TTL: '0' } });
  const client = setUp(() => system.client());
  const database = setUp(() => system.database());
  let ana: number;
  let bruno: number;
  let minute = 0;

  beforeAll(async () => {
    const [teacher = '', student = ''] = system.sandbox.school.people.map(({ sub }) => sub);
    putCourse(system.sandbox.school, { id: COURSE, teachers: [teacher], students: [student] });
    const closed = { owner: teacher, readers: [] };
    putFile(system.sandbox.school, {
      id: FOLDER,
      name: 'Pasta',
      mimeType: 'application/vnd.google-apps.folder',
      ...closed,
    });
    putFile(system.sandbox.school, { id: INSIDE, name: 'Segredo.mp4', parents: [FOLDER], ...closed });
    ana = await client.connect(ANA);
    bruno = await client.connect(BRUNO);
  });

  afterEach(() => system.sandbox.faults.clear());
  const course = () => putCourse(system.sandbox.school, { id: COURSE });
  const item = (id: string, materials: object[], facts: Partial<SandboxItem> = {}) => {
    minute += 1;
    const updateTime = new Date(Date.UTC(2026, 4, 1, 0, minute)).toISOString();
    putItem(course(), { id, materials, updateTime, ...facts });
  };
  const folder = { driveFile: { driveFile: { id: FOLDER, title: 'Pasta' } } };
  const link = (path: string) => ({ link: { url: system.sandbox.origin + path, title: path } });
  const items = async (account: number, query = '') => {
    const path = `/courses/${COURSE}/coursework?credential_id=${String(account)}&page_size=200${query}`;
    return (await client.get<ItemsBody>(path)).body.coursework;
  };
  const videosOf = async (account: number, id: string) =>
    (await items(account)).find((one) => one.id === id)?.videos ?? [];
  const titles = async (account: number, id: string) =>
    (await videosOf(account, id)).map(({ title }) => title);
  const readAll = async (account: number) => {
    const path = `/courses/${COURSE}?credential_id=${String(account)}`;
    await client.post(`/courses/${COURSE}/sync?credential_id=${String(account)}`);
    await until(async () => {
      const { body } = await client.get<{ sync: { status: string } }>(path);
      return body.sync.status === 'done';
    });
  };

  it('should show an account nothing of a folder that only another may open, and take nothing from that one', async () => {
    item('closed', [folder, link('/media/mapa.mp4')]);
    const [inside, ...more] = await videosOf(ana, 'closed');
    expect(inside?.title).toBe('Segredo.mp4');
    expect(more).toHaveLength(1);
    const ids = async (account: number) => (await videosOf(account, 'closed')).map(({ id }) => id);
    for (const account of [bruno, bruno]) expect(await ids(account)).toEqual(more.map(({ id }) => id));
    await readAll(bruno);
    expect(await ids(ana)).toEqual([inside, ...more].map((video) => video?.id));
    const input = { video_id: inside?.id, credential_id: bruno };
    expect((await client.post('/downloads', input)).body).toMatchObject({ code: 'video.not-found' });
    const whole = { course_id: COURSE, coursework_id: 'closed', credential_id: bruno };
    await client.post('/downloads', whole);
    expect((await client.get<{ total: number }>(`/downloads?course_id=${COURSE}`)).body.total).toBe(1);
  });

  it('should count for each account the videos that it sees', async () => {
    item('only', [folder]);
    const ids = async (account: number, query: string) =>
      (await items(account, query)).map(({ id }) => id).filter((id) => id === 'only');
    expect(await ids(ana, '&has_video=true')).toEqual(['only']);
    expect(await ids(bruno, '&has_video=true')).toEqual([]);
    expect(await ids(bruno, '&has_video=false')).toEqual(['only']);
  });

  it('should let an account look at a change that another has seen before', async () => {
    item('changing', [link('/media/mapa.mp4')]);
    for (const account of [ana, bruno]) expect(await titles(account, 'changing')).toHaveLength(1);
    item('changing', [link('/media/aula-3.mp4')]);
    for (const account of [ana, bruno])
      expect(await titles(account, 'changing')).toEqual(['/media/aula-3.mp4']);
  });

  it('should keep a video while nobody can tell whether it is still there, and no longer', async () => {
    const page = '/paginas/mapa.html';
    item('page', [link(page), link('/media/mapa.mp4')]);
    expect(await titles(ana, 'page')).toEqual([page, '/media/mapa.mp4']);
    for (const trouble of [{ drop: true }, { status: 503 }]) {
      system.sandbox.faults.clear();
      system.sandbox.faults.addFault({ path: page, ...trouble });
      const before = system.sandbox.faults.countFaults(page);
      await readAll(ana);
      expect(system.sandbox.faults.countFaults(page)).toBeGreaterThan(before);
      expect((await titles(ana, 'page')).sort()).toEqual(['/media/mapa.mp4', page]);
    }
    system.sandbox.faults.clear();
    system.sandbox.faults.addFault({ path: page, status: 404 });
    await readAll(ana);
    expect(await titles(ana, 'page')).toEqual(['/media/mapa.mp4']);
  });

  it('should not keep what was taken out of an item because of a dead link beside it', async () => {
    const youtube = { youtubeVideo: { id: 'aqz-KE-bpKQ', title: 'Big Buck Bunny' } };
    system.sandbox.faults.addFault({ path: '/paginas/mapa.html', drop: true });
    item('dead', [youtube, link('/paginas/mapa.html')]);
    expect(await titles(ana, 'dead')).toEqual(['Big Buck Bunny']);
    item('dead', [link('/paginas/mapa.html')]);
    await readAll(ana);
    expect(await titles(ana, 'dead')).toEqual([]);
  });

  it('should forget with an item the videos that an account saw in it', async () => {
    item('gone', [link('/media/mapa.mp4')]);
    const [video] = await videosOf(ana, 'gone');
    expect(await videosOf(bruno, 'gone')).toHaveLength(1);
    const seeing = async () => {
      const rows: { id: number }[] = await database.query(
        `SELECT credential_id AS id FROM video_access WHERE video_id = $1 ORDER BY 1`,
        [video?.id],
      );
      return rows.map(({ id }) => id);
    };
    expect(await seeing()).toEqual([ana, bruno]);
    removeById(course().items, 'gone');
    await readAll(bruno);
    expect(await seeing()).toEqual([ana]);
    await readAll(ana);
    expect(await seeing()).toEqual([]);
  });

  it('should read a course although a link in it is no good', async () => {
    const drive = 'https://drive.google.com/file/d';
    const bad = [`${drive}/${INSIDE}/view?resourcekey=a%0Ab`, `${drive}/${'a'.repeat(5_000)}/view`];
    item('bad', [...bad.map((url) => ({ link: { url } })), link('/media/mapa.mp4')]);
    await readAll(ana);
    expect(await titles(ana, 'bad')).toEqual(['Segredo.mp4', '/media/mapa.mp4']);
  });

  it('should show each account what Google told it of the course', async () => {
    const raw = async (account: number) => {
      const path = `/courses/${COURSE}?credential_id=${String(account)}&raw=true`;
      return (await client.get<{ raw_payload: object }>(path)).body.raw_payload;
    };
    for (const account of [ana, bruno, ana]) expect(await raw(account)).toMatchObject({ id: COURSE });
    expect(await raw(bruno)).not.toHaveProperty('enrollmentCode');
    expect(await raw(ana)).toHaveProperty('enrollmentCode');
    await client.get(`/courses?credential_id=${String(ana)}`);
    await database.query(`UPDATE course_lists SET synced_at = now() + interval '1 hour'`);
    expect(await raw(bruno)).not.toHaveProperty('enrollmentCode');
  });
});
