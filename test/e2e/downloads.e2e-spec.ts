import { createHash } from 'node:crypto';
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { DownloadBody } from '@app/testing/client';
import { ANA, HISTORY } from '@app/testing/sandbox-school';
import { setUp } from '@app/testing/set-up';
import { until } from '@app/testing/until';
import { useSystem } from '@app/testing/use-system';

interface Requested extends DownloadBody {
  download_id: string;
  estimated_size: number | null;
  downloads: DownloadBody[];
  blocked: { title: string; verdict: { code: string; reason: string } }[];
}

const system = useSystem();
const client = setUp(() => system.client());
let ana: number;
let items: { id: string; title: string | null; videos: { id: string; title: string }[] }[];

beforeAll(async () => {
  ana = await client.connect(ANA);
  const { body } = await client.get<{ coursework: typeof items }>(
    `/courses/${HISTORY}/coursework?credential_id=${String(ana)}`,
  );
  items = body.coursework;
});

beforeEach(() => {
  system.sandbox.throttle.bytesPerSecond = 0;
});

const item = (title: string) => items.find((one) => one.title === title)?.id ?? '';
const video = (title: string) =>
  items.flatMap(({ videos }) => videos).find((one) => one.title === title)?.id ?? '';
const request = (body: object) => client.post<Requested>('/downloads', body);
const ofItem = (title: string) =>
  request({ course_id: HISTORY, coursework_id: item(title), credential_id: ana });
const url = (path: string) => system.sandbox.origin + path;
const slowly = () => (system.sandbox.throttle.bytesPerSecond = 150_000);

describe('RF-006 requesting a download', () => {
  it('should queue the video of an item and answer at once', async () => {
    const { status, body, headers } = await ofItem('Aula 2: a colônia');
    expect(status).toBe(201);
    expect(headers.get('location')).toBe(`/api/v1/downloads/${body.id}`);
    expect(body).toMatchObject({
      status: 'queued',
      download_id: body.id,
      source: 'google_drive',
      blocked: [],
    });
    expect(body.estimated_size).toBeGreaterThan(1_000_000);
    expect(body.downloads).toHaveLength(1);
    expect(await client.ended(body.id)).toMatchObject({
      status: 'completed',
      progress_percent: 100,
      retry_count: 0,
    });
  });

  it('should queue every video of an item', async () => {
    const { body } = await ofItem('Material extra');
    expect(body.downloads.map(({ title }) => title).sort()).toEqual([
      'Entrevista com a historiadora.mp4',
      'Visita ao museu.mp4',
    ]);
    for (const { id } of body.downloads) expect((await client.ended(id)).status).toBe('completed');
  });

  it('should take null for what is left out', async () => {
    const nothing = { url: null, video_id: null, quality: null, priority: null, subtitles: null };
    const of = { course_id: HISTORY, coursework_id: item('Aula 1: a chegada'), credential_id: ana };
    const { status, body } = await request({ ...nothing, ...of });
    expect([200, 201]).toContain(status);
    await client.ended(body.id);
    const link = { ...nothing, course_id: null, coursework_id: null, credential_id: null };
    expect((await request({ ...link, url: url('/media/museu.mp4?null') })).status).toBe(201);
  });

  it('should say why nothing of an item can be had', async () => {
    const { status, body } = await ofItem('Prova 1');
    expect(status).toBe(422);
    expect(body).toMatchObject({ code: 'download.nothing' });
    expect(
      (body as unknown as { blocked: { code: string }[] }).blocked.map(({ code }) => code).sort(),
    ).toEqual(['drive.forbidden', 'source.removed']);
  });

  it('should take a video by its id', async () => {
    const { status, body } = await request({ video_id: video('Aula 1 – A chegada.mp4') });
    expect(status).toBe(201);
    expect((await client.ended(body.id)).status).toBe('completed');
  });

  it('should answer the row that exists when the same video is on its way', async () => {
    slowly();
    const first = await request({ url: url('/media/aula-1.mp4') });
    const second = await request({ url: `${url('/media/aula-1.mp4')}?utm_source=class` });
    expect([first.status, second.status]).toEqual([201, 200]);
    expect(second.body.id).toBe(first.body.id);
    await client.delete(`/downloads/${first.body.id}`);
  });

  it('should take the same request fifty times at once and make one row', async () => {
    const answers = await Promise.all(
      Array.from({ length: 50 }, () => request({ url: url('/media/aula-2.mp4') })),
    );
    expect(new Set(answers.map(({ body }) => body.id)).size).toBe(1);
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
  });

  it.each([
    [
      'two ways at once',
      { url: 'https://a.example/v.mp4', video_id: '01890a5d-ac96-774b-bcce-b302099a8057' },
      400,
      'request.invalid',
    ],
    ['no way at all', {}, 400, 'request.invalid'],
    ['a course without an item', { course_id: HISTORY, credential_id: 1 }, 400, 'request.invalid'],
    ['an unknown field', { url: 'https://a.example/v.mp4', colour: 'red' }, 400, 'request.invalid'],
    ['an unknown quality', { url: 'https://a.example/v.mp4', quality: '144p' }, 400, 'request.invalid'],
    ['no web address', { url: 'file:///etc/passwd' }, 422, 'url.not-usable'],
    ['an inward address', { url: 'http://127.0.0.1:1/v.mp4' }, 422, 'egress.forbidden'],
    ['a cloud metadata address', { url: 'http://169.254.169.254/latest' }, 422, 'egress.forbidden'],
    ['an unknown video', { video_id: '01890a5d-ac96-774b-bcce-b302099a8057' }, 404, 'video.not-found'],
    ['nothing but null', { url: null, video_id: null }, 400, 'request.invalid'],
    ['null for an address', { url: null }, 400, 'request.invalid'],
    ['null for a video', { video_id: null, quality: null }, 400, 'request.invalid'],
  ])('should refuse %s', async (_what, body, status, code) => {
    expect(await request(body)).toMatchObject({ status, body: { code } });
  });

  it('should refuse unknown and foreign courses, items and accounts alike', async () => {
    const body = { course_id: HISTORY, coursework_id: item('Prova 1'), credential_id: ana };
    expect(await request({ ...body, credential_id: 99_999 })).toMatchObject({
      status: 404,
      body: { code: 'credential.not-found' },
    });
    expect(await request({ ...body, course_id: '1' })).toMatchObject({
      status: 404,
      body: { code: 'course.not-found' },
    });
    expect(await request({ ...body, coursework_id: '1' })).toMatchObject({
      status: 404,
      body: { code: 'coursework.not-found' },
    });
    const stranger = await system.client('other').post('/downloads', body);
    expect(stranger).toMatchObject({ status: 404, body: { code: 'credential.not-found' } });
  });
});

describe('RF-007 the file of a download', () => {
  let done: DownloadBody;

  beforeAll(async () => {
    const { body } = await ofItem('Aula 1: a chegada');
    done = await client.ended(body.id);
  });

  const get = (headers: Record<string, string> = {}, method = 'GET') =>
    fetch(`${system.origin}/downloads/${done.id}/file`, {
      method,
      headers: { authorization: `Bearer ${client.token}`, ...headers },
    });

  it('should have the recorded checksum and a name for people', async () => {
    const response = await get();
    expect(response.status).toBe(200);
    const bytes = Buffer.from(await response.arrayBuffer());
    expect(createHash('sha256').update(bytes).digest('hex')).toBe(done.sha256);
    expect(response.headers.get('content-type')).toBe('video/mp4');
    expect(response.headers.get('content-disposition')).toContain(
      `filename*=UTF-8''Aula%201%20%E2%80%93%20A%20chegada.mp4`,
    );
    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
  });

  it('should be played by a browser, or saved when that is asked for', async () => {
    const { headers } = await get();
    const saved = await client.get(`/downloads/${done.id}/file?download=true`);
    const how = [headers, saved.headers].map((one) => one.get('content-disposition')?.split(';')[0]);
    expect(how).toEqual(['inline', 'attachment']);
  });

  it('should give parts of it, so that players can jump', async () => {
    const whole = Buffer.from(await (await get()).arrayBuffer());
    const part = await get({ range: 'bytes=1000-1999' });
    expect(part.status).toBe(206);
    expect(part.headers.get('content-range')).toBe(`bytes 1000-1999/${String(whole.length)}`);
    expect(Buffer.from(await part.arrayBuffer()).equals(whole.subarray(1000, 2000))).toBe(true);
    const tail = await get({ range: 'bytes=-100' });
    expect(Buffer.from(await tail.arrayBuffer()).equals(whole.subarray(-100))).toBe(true);
    const beyond = await get({ range: `bytes=${String(whole.length)}-` });
    expect(beyond.status).toBe(416);
    expect(beyond.headers.get('content-range')).toBe(`bytes */${String(whole.length)}`);
    expect(beyond.headers.get('content-type')).toContain('application/problem+json');
    expect(await beyond.json()).toMatchObject({ code: 'request.range-not-satisfiable', status: 416 });
  });

  it('should honour HEAD, entity tags and If-Range', async () => {
    const head = await get({}, 'HEAD');
    expect(head.status).toBe(200);
    expect(Number(head.headers.get('content-length'))).toBe(done.file_size_bytes);
    const etag = head.headers.get('etag') ?? '';
    expect((await get({ 'if-none-match': etag })).status).toBe(304);
    expect((await get({ range: 'bytes=0-9', 'if-range': etag })).status).toBe(206);
    expect((await get({ range: 'bytes=0-9', 'if-range': '"another"' })).status).toBe(200);
  });

  it('should come with its facts', () => {
    expect(done).toMatchObject({ title: 'Aula 1 – A chegada.mp4', source: 'google_drive' });
    expect(done.video_metadata).toMatchObject({
      format: 'mp4',
      width: 640,
      height: 360,
      video_codec: 'h264',
      audio_codec: 'aac',
    });
    expect(done.video_metadata?.duration_seconds).toBeCloseTo(12, 0);
  });

  it('should have a picture out of the film soon after it is complete', async () => {
    const { body } = await request({ url: url('/media/aula-3.mp4?picture') });
    const { id } = await client.ended(body.id);
    const thumbnail = await until(
      async () =>
        (await client.get<DownloadBody>(`/downloads/${id}`)).body.video_metadata?.thumbnail ?? undefined,
    );
    expect(thumbnail).toBe(`/api/v1/downloads/${id}/thumbnail`);
    const picture = await client.call(`/downloads/${id}/thumbnail`);
    expect(picture.headers.get('content-type')).toBe('image/jpeg');
  });

  it("should be nobody else's", async () => {
    const stranger = system.client('other');
    for (const path of ['', '/file', '/thumbnail', '/subtitles/pt']) {
      expect((await stranger.get(`/downloads/${done.id}${path}`)).status).toBe(404);
    }
    expect((await stranger.delete(`/downloads/${done.id}`)).status).toBe(404);
    expect((await stranger.post(`/downloads/${done.id}/retry`)).status).toBe(404);
    expect((await stranger.get<{ total: number }>('/downloads')).body.total).toBe(0);
  });

  it('should not exist before the download is complete', async () => {
    slowly();
    const { body } = await request({ url: url('/media/debate.mp4') });
    expect((await client.get(`/downloads/${body.id}/file`)).body).toMatchObject({
      status: 409,
      code: 'download.no-file',
    });
    await client.delete(`/downloads/${body.id}`);
  });
});

describe('RF-007 streams and pages', () => {
  it('should take a page apart with yt-dlp: video, subtitles and picture', async () => {
    const { body } = await request({ url: url('/paginas/mapa.html') });
    const done = await client.ended(body.id);
    expect(done).toMatchObject({ status: 'completed', source: 'other' });
    expect(done.video_metadata).toMatchObject({
      subtitles: ['pt'],
      thumbnail: `/api/v1/downloads/${done.id}/thumbnail`,
    });
    const subtitles = await client.call<string>(`/downloads/${done.id}/subtitles/pt`);
    expect(subtitles.headers.get('content-type')).toContain('text/vtt');
    expect(subtitles.body).toContain('Esta é a aula de hoje');
    const picture = await client.call(`/downloads/${done.id}/thumbnail`);
    expect(picture.headers.get('content-type')).toBe('image/jpeg');
    expect((await client.get(`/downloads/${done.id}/subtitles/xx`)).status).toBe(404);
  });

  it('should fetch HLS, and DASH whose picture and sound are apart', async () => {
    const hls = await request({ url: url('/media/debate-hls/index.m3u8') });
    const dash = await request({ url: url('/media/palestra-dash/manifest.mpd') });
    expect((await client.ended(hls.body.id)).video_metadata).toMatchObject({
      video_codec: 'h264',
      audio_codec: 'aac',
    });
    expect((await client.ended(dash.body.id)).video_metadata).toMatchObject({
      video_codec: 'h264',
      audio_codec: 'aac',
    });
  });
});

describe('RF-010 cancelling', () => {
  it('should stop a running download, remove what it wrote and keep it final', async () => {
    slowly();
    const { body } = await request({ url: url('/media/aula-3.mp4?cancel') });
    const running = await until(async () => {
      const download = await client.download(body.id);
      return download.status === 'running' && download.phase === 'downloading' && download;
    });
    const staged = join(system.directory, 'staging-0', running.id);
    expect((await stat(staged)).isDirectory()).toBe(true);
    expect((await client.delete(`/downloads/${body.id}`)).status).toBe(204);
    expect((await client.download(body.id)).status).toBe('cancelled');
    await until(async () => (await readdir(staged).catch(() => [])).length === 0, 15_000);
    expect((await client.download(body.id)).status).toBe('cancelled');
    expect((await client.delete(`/downloads/${body.id}`)).status).toBe(204);
  });

  it('should leave a finished one as it is, unless it is purged', async () => {
    const { body } = await request({ url: url('/media/entrevista.mp4?purge') });
    const done = await client.ended(body.id);
    expect((await client.delete(`/downloads/${body.id}`)).status).toBe(204);
    expect((await client.download(body.id)).status).toBe('completed');
    expect((await client.delete(`/downloads/${body.id}?purge=true`)).status).toBe(204);
    expect((await client.get(`/downloads/${body.id}`)).status).toBe(404);
    await expect(stat(system.pathOf(done.file_path))).rejects.toThrow('ENOENT');
  });

  it('should not know ids that do not exist', async () => {
    for (const id of ['01890a5d-ac96-774b-bcce-b302099a8057', '17', '..%2f..', 'queue']) {
      expect((await client.get(`/downloads/${id}`)).status).toBe(404);
      expect((await client.delete(`/downloads/${id}`)).status).toBe(404);
    }
  });
});
