import { ANA, BRUNO, HISTORY, SCIENCE } from '@app/testing/sandbox-school';
import { setUp } from '@app/testing/set-up';
import { until } from '@app/testing/until';
import { useSystem } from '@app/testing/use-system';

interface ItemBody {
  id: string;
  kind: string;
  title: string | null;
  topic: string | null;
  videos: {
    id: string;
    source: string;
    url: string;
    title: string;
    size: number | null;
    verdict: { state: string; code: string | null };
  }[];
}

interface ItemsBody {
  coursework: ItemBody[];
  next_page_token: string | null;
  sync: { status: string; unread_kinds: string[] };
}

interface CoursesBody {
  courses: {
    id: string;
    name: string;
    state: string;
    role: string;
    synced_at: string | null;
    raw_payload?: object;
  }[];
  next_page_token: string | null;
}

describe('RF-003 RF-004 RF-005 discovering courses, their items and videos', () => {
  const system = useSystem({ env: { COURSES_CACHE_TTL: '0' } });
  const client = setUp(() => system.client());
  let ana: number;

  beforeAll(async () => (ana = await client.connect(ANA)));

  const items = (course: string, query = '', credential = ana) =>
    client.get<ItemsBody>(`/courses/${course}/coursework?credential_id=${String(credential)}${query}`);
  const courses = (query = '', credential = ana) =>
    client.get<CoursesBody>(`/courses?credential_id=${String(credential)}${query}`);

  it('should page through courses with tokens of our own', async () => {
    const first = await courses('&page_size=2');
    expect(first.body.courses).toHaveLength(2);
    const second = await courses(`&page_size=2&page_token=${first.body.next_page_token ?? ''}`);
    expect(second.body.courses).toHaveLength(1);
    expect(second.body.next_page_token).toBeNull();
    expect((await courses('&page_token=nonsense')).body).toMatchObject({
      status: 400,
      code: 'request.invalid',
    });
  });

  it('should filter courses by state and role', async () => {
    expect((await courses('&state=ARCHIVED')).body.courses.map(({ state }) => state)).toEqual(['ARCHIVED']);
    expect((await courses('&role=student')).body.courses).toEqual([]);
    const bruno = await client.connect(BRUNO);
    expect((await courses('', bruno)).body.courses.map(({ role }) => role)).toEqual(['student', 'student']);
  });

  it("should show all of one course, and Google's own answer on demand", async () => {
    const one = await client.get(`/courses/${HISTORY}?credential_id=${String(ana)}`);
    expect(one.body).toMatchObject({
      id: HISTORY,
      room: 'Sala 12',
      section: 'Turma A',
      state: 'ACTIVE',
      role: 'teacher',
    });
    expect(one.body).not.toHaveProperty('raw_payload');
    const raw = await client.get(`/courses/${HISTORY}?credential_id=${String(ana)}&raw=true`);
    expect(raw.body.raw_payload).toMatchObject({
      id: HISTORY,
      courseState: 'ACTIVE',
      enrollmentCode: 'aur0ra',
    });
  });

  it('should find the videos of every kind of material, in folders, behind shortcuts and in texts', async () => {
    const { body } = await items(HISTORY);
    expect(body.sync).toMatchObject({ status: 'done', unread_kinds: [] });
    expect(body.coursework.map(({ kind }) => kind).sort()).toEqual([
      'announcement',
      'announcement',
      'assignment',
      'assignment',
      'material',
      'material',
      'material',
      'material',
    ]);
    const found = body.coursework.flatMap(({ videos }) =>
      videos.map(({ source, title }) => `${source}: ${title}`),
    );
    expect(found.sort()).toEqual([
      'direct_link: Aula 3 (vídeo)',
      'google_drive: Aula 1 – A chegada.mp4',
      'google_drive: Aula 2 – A colônia.mp4',
      'google_drive: Correção da prova.mp4',
      'google_drive: Entrevista com a historiadora.mp4',
      'google_drive: Visita ao museu.mp4',
      'other: Mapa animado',
      'other: O debate de ontem está aqui: – até quinta!',
      'other: Palestra com imagem e som separados',
      'youtube: Documentário',
    ]);
  });

  it('should judge each video before anybody asks for it', async () => {
    const { body } = await items(HISTORY);
    const verdicts = new Map(
      body.coursework.flatMap(({ videos }) => videos.map(({ title, verdict }) => [title, verdict])),
    );
    expect(verdicts.get('Aula 1 – A chegada.mp4')).toMatchObject({ state: 'available', code: null });
    expect(verdicts.get('Correção da prova.mp4')).toMatchObject({
      state: 'unavailable',
      code: 'drive.forbidden',
      reason: 'The owner does not allow this file to be downloaded.',
    });
    expect(verdicts.get('Documentário')).toMatchObject({ state: 'unavailable', code: 'source.removed' });
    expect(verdicts.get('Mapa animado')).toMatchObject({ state: 'unknown' });
  });

  it('should know sizes from Drive and names of topics', async () => {
    const { body } = await items(HISTORY, '&kind=material');
    const first = body.coursework.find(({ title }) => title === 'Aula 1: a chegada');
    expect(first?.topic).toBe('Unidade 1: colônia');
    expect(first?.videos[0]?.size).toBeGreaterThan(1_000_000);
  });

  it('should filter and page items', async () => {
    const announcements = await items(HISTORY, '&kind=announcement');
    expect(new Set(announcements.body.coursework.map(({ kind }) => kind))).toEqual(new Set(['announcement']));
    expect((await items(HISTORY, '&has_video=false')).body.coursework).toEqual([]);
    const seen: string[] = [];
    let token = '';
    do {
      const page: { body: ItemsBody } = await items(
        HISTORY,
        `&page_size=3${token === '' ? '' : `&page_token=${token}`}`,
      );
      seen.push(...page.body.coursework.map(({ id, kind }) => kind + id));
      token = page.body.next_page_token ?? '';
    } while (token !== '');
    expect(new Set(seen).size).toBe(8);
    expect(seen).toHaveLength(8);
  });

  it('should refuse the token of another list, and one that nobody gave', async () => {
    const token = (place: unknown) =>
      `&page_token=${Buffer.from(JSON.stringify(place)).toString('base64url')}`;
    const ofCourses = (await courses('&page_size=1')).body.next_page_token ?? '';
    const answers = [
      await items(HISTORY, `&page_token=${ofCourses}`),
      await courses(token([null, 1])),
      await courses(token(['Turma', 'x'])),
      await courses(token(['Turma', 1e300])),
      await items(HISTORY, token(['Turma', 1])),
      await items(HISTORY, token(['0000-01-01T00:00:00.000Z', 1])),
      await items(HISTORY, token([null, 1.5])),
    ];
    expect(ofCourses).not.toBe('');
    for (const answer of answers)
      expect(answer).toMatchObject({ status: 400, body: { code: 'request.invalid' } });
    expect((await items(HISTORY, token([null, 1]))).status).toBe(200);
  });

  it('should answer 304 to who has the same list', async () => {
    const first = await courses();
    const etag = first.headers.get('etag') ?? '';
    expect(etag).not.toBe('');
    const again = await client.call(`/courses?credential_id=${String(ana)}`, {
      headers: { 'if-none-match': etag },
    });
    expect(again.status).toBe(304);
  });

  it('should notice new and changed items at the next reading, and gone ones at a whole one', async () => {
    await items(SCIENCE);
    const course = system.sandbox.school.courses.find(({ id }) => id === SCIENCE);
    course?.items.push({
      kind: 'courseWork',
      id: '900',
      title: 'Novo',
      materials: [{ youtubeVideo: { id: 'aqz-KE-bpKQ', title: 'Coelho' } }],
      state: 'PUBLISHED',
      creationTime: '2026-05-01T10:00:00.000Z',
      updateTime: '2026-05-01T10:00:00.000Z',
    });
    const grown = await items(SCIENCE);
    expect(grown.body.coursework.map(({ title }) => title)).toEqual(['Novo', 'O sistema solar']);
    expect(grown.body.coursework[0]?.videos[0]).toMatchObject({
      source: 'youtube',
      url: 'https://www.youtube.com/watch?v=aqz-KE-bpKQ',
      verdict: { state: 'available' },
    });
    course?.items.pop();
    expect((await items(SCIENCE)).body.coursework).toHaveLength(2);
    const asked = await client.post(`/courses/${SCIENCE}/sync?credential_id=${String(ana)}`);
    expect(asked.status).toBe(202);
    expect(['queued', 'running', 'done']).toContain((asked.body.sync as { status: string }).status);
    await until(async () => (await items(SCIENCE)).body.coursework.length === 1);
  });

  it('should read the other kinds when one was not allowed', async () => {
    const bruno = await client.connect(BRUNO, ['courseworkmaterials']);
    const { body } = await items(HISTORY, '', bruno);
    expect(body.sync.unread_kinds).toEqual(['material']);
    expect(new Set(body.coursework.map(({ kind }) => kind))).toEqual(new Set(['assignment', 'announcement']));
  });

  it('should not show an account what it does not see', async () => {
    const bruno = await client.connect(BRUNO);
    const foreign = await items(SCIENCE, '', bruno);
    expect(foreign).toMatchObject({ status: 404, body: { code: 'course.not-found' } });
    expect((await items('1')).status).toBe(404);
    expect((await items(HISTORY, '', 999_999)).body).toMatchObject({
      status: 404,
      code: 'credential.not-found',
    });
  });

  it('should name every wrong field', async () => {
    const { status, body } = await client.get<{ errors: { field: string }[] }>(
      '/courses?credential_id=x&page_size=0&state=OPEN&colour=red',
    );
    expect(status).toBe(400);
    expect(body.errors.map(({ field }) => field).sort()).toEqual([
      'colour',
      'credential_id',
      'page_size',
      'state',
    ]);
  });
});
