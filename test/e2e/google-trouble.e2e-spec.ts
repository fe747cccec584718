import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { Fault } from '../../apps/sandbox/src/faults';
import { type DownloadBody } from '@app/testing/client';
import { ANA, HISTORY } from '@app/testing/sandbox-school';
import { setUp } from '@app/testing/set-up';
import { until } from '@app/testing/until';
import { useSystem } from '@app/testing/use-system';

const LESSON = '1Aula01Chegada0000000000000000001';
const TEACHING = '/v1/courses?teacherId=me';

describe('RF-001 RF-003 RF-007 trouble at Google', () => {
  const system = useSystem({ env: { COURSES_CACHE_TTL: '0' } });
  const client = setUp(() => system.client());
  const database = setUp(() => system.database());
  let ana: number;

  beforeAll(async () => (ana = await client.connect(ANA)));

  beforeEach(() => database.query('DELETE FROM course_lists'));
  afterEach(() => system.sandbox.faults.clear());
  const fault = (what: Fault) => system.sandbox.faults.addFault(what);
  const courses = () => client.get(`/courses?credential_id=${String(ana)}`);
  const asked = (since: number, path: string) =>
    system.sandbox.faults.seen.slice(since).filter(({ url }) => url.startsWith(path));
  const mark = () => system.sandbox.faults.seen.length;

  describe('the switches of the sandbox', () => {
    const control = async (method: string, path: string, body?: object) => {
      const response = await fetch(`${system.sandbox.origin}/_sandbox/${path}`, {
        method,
        ...(body ? { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } } : {}),
      });
      const text = await response.text();
      return {
        status: response.status,
        body: (text === '' ? {} : JSON.parse(text)) as Record<string, unknown>,
      };
    };

    it('should make trouble, list it and end it', async () => {
      const what = { path: '/v1/courses', reason: 'backendError', times: 9 };
      const { status, body } = await control('POST', 'faults', what);
      expect(status).toBe(201);
      expect((await fetch(`${system.sandbox.origin}/v1/courses`)).status).toBe(503);
      expect((await control('GET', 'faults')).body.faults).toEqual([{ ...what, id: body.id, times: 8 }]);
      expect((await control('DELETE', `faults/${String(body.id)}`)).status).toBe(204);
      expect((await fetch(`${system.sandbox.origin}/v1/courses`)).status).toBe(401);
      expect((await control('DELETE', `faults/${String(body.id)}`)).status).toBe(404);
      expect((await control('POST', 'faults', { reason: 'backendError' })).status).toBe(400);
    });

    it('should change the school and end tokens', async () => {
      await control('PUT', 'courses/by-hand', { name: 'À mão', courseState: 'SUSPENDED' });
      await control('PUT', 'courses/by-hand/items/1', { materials: [{ hologram: {} }] });
      await control('PUT', 'files/by-hand', { trashed: true });
      const { courses: listed } = (await courses()).body as { courses: { id: string; state: string }[] };
      expect(listed.find(({ id }) => id === 'by-hand')).toMatchObject({ name: 'À mão', state: 'SUSPENDED' });
      const before = mark();
      expect((await control('POST', 'tokens', { email: ANA, ends: 'access' })).status).toBe(204);
      expect((await courses()).status).toBe(200);
      expect(asked(before, '/token')).toHaveLength(1);
      for (const path of ['courses/by-hand/items/1', 'courses/by-hand', 'files/by-hand'])
        expect((await control('DELETE', path)).status).toBe(204);
      expect((await control('POST', 'tokens', { email: 'nobody', ends: 'access' })).status).toBe(404);
    });
  });

  describe('a call that is refused', () => {
    it.each([
      'rateLimitExceeded',
      'userRateLimitExceeded',
      'quotaExceeded',
      'RESOURCE_EXHAUSTED',
      'backendError',
    ])('should be made again after %s', async (reason) => {
      fault({ path: TEACHING, reason, times: 2 });
      const before = mark();
      expect((await courses()).status).toBe(200);
      expect(asked(before, TEACHING)).toHaveLength(3);
    });

    it.each([
      ['429', { reason: 'RESOURCE_EXHAUSTED' }],
      ['403', { reason: 'rateLimitExceeded' }],
      ['503', { reason: 'backendError' }],
    ])('should wait as long as Google asks with a %s', async (_status, trouble) => {
      fault({ path: TEACHING, ...trouble, retryAfter: 1, times: 1 });
      const before = mark();
      expect((await courses()).status).toBe(200);
      const [first, second] = asked(before, TEACHING);
      expect((second?.at ?? 0) - (first?.at ?? 0)).toBeGreaterThanOrEqual(995);
    });

    it('should be given up after four times, and the caller told when to come back', async () => {
      fault({ path: TEACHING, reason: 'rateLimitExceeded' });
      const before = mark();
      const { status, body, headers } = await courses();
      expect({ status, code: body.code }).toEqual({ status: 503, code: 'google.rate-limited' });
      expect(headers.get('retry-after')).toBe('30');
      expect(asked(before, TEACHING)).toHaveLength(4);
    });

    it('should not be made again at all when Google asks for a long pause', async () => {
      fault({ path: TEACHING, reason: 'RESOURCE_EXHAUSTED', retryAfter: 3_600 });
      const before = mark();
      const { status, headers } = await courses();
      expect({ status, after: headers.get('retry-after') }).toEqual({ status: 503, after: '3600' });
      expect(asked(before, TEACHING)).toHaveLength(1);
    });

    it.each([
      ['insufficientPermissions', 403, 'google.missing-scope'],
      ['forbidden', 403, 'google.forbidden'],
    ])('should not be made again after %s', async (reason, status, code) => {
      fault({ path: TEACHING, reason });
      const before = mark();
      expect(await courses()).toMatchObject({ status, body: { code } });
      expect(asked(before, TEACHING)).toHaveLength(1);
    });
  });

  describe('a file on its way', () => {
    const media = `/drive/v3/files/${LESSON}?alt=media`;
    let sha256: string;
    let videoId: string;
    let otherId: string;

    beforeAll(async () => {
      const path = system.sandbox.web.get('aula-1.mp4') ?? '';
      sha256 = createHash('sha256')
        .update(await readFile(path))
        .digest('hex');
      const { body } = await client.get<{ coursework: { videos: { id: string; title: string }[] }[] }>(
        `/courses/${HISTORY}/coursework?credential_id=${String(ana)}`,
      );
      const videos = body.coursework.flatMap((item) => item.videos);
      const idOf = (title: string) => videos.find((video) => video.title === title)?.id ?? '';
      videoId = idOf('Aula 1 – A chegada.mp4');
      otherId = idOf('Aula 2 – A colônia.mp4');
    });

    beforeEach(async () => {
      ana = await client.connect(ANA);
    });

    /** Each test fetches it anew: what was there before is purged. */
    const request = async () =>
      (await client.post<DownloadBody>('/downloads', { video_id: videoId })).body.id;
    const fetched = async (id: string) => {
      const done = await client.ended(id);
      await client.delete(`/downloads/${id}?purge=true`);
      return done;
    };

    it('should go on where it stopped when the connection breaks and the token ends in the middle', async () => {
      fault({ path: media, breakBody: { after: 500_000, how: 'reset' }, ends: 'access', times: 1 });
      const before = mark();
      expect(await fetched(await request())).toMatchObject({ status: 'completed', sha256, retry_count: 0 });
      expect(asked(before, media).map(({ range }) => range)).toEqual([
        undefined,
        expect.stringMatching(/^bytes=[1-9]\d+-$/),
        expect.stringMatching(/^bytes=[1-9]\d+-$/),
      ]);
      expect(asked(before, '/token')).toHaveLength(1);
    });

    it.each(['reset', 'truncate', 'endless', 'lie'] as const)(
      'should arrive whole although its body was broken: %s',
      async (how) => {
        fault({ path: media, breakBody: { after: 300_000, how }, times: 1 });
        expect(await fetched(await request())).toMatchObject({ status: 'completed', sha256 });
      },
    );

    it.each(['userRateLimitExceeded', 'RESOURCE_EXHAUSTED'])(
      'should wait without spending an attempt after %s',
      async (reason) => {
        fault({ path: media, reason, retryAfter: 1, times: 1 });
        expect(await fetched(await request())).toMatchObject({ status: 'completed', sha256, retry_count: 0 });
      },
    );

    it.each([
      ['every download from Drive waits', 'rateLimitExceeded', true],
      ['the others go on', 'userRateLimitExceeded', false],
    ])(
      'should make Drive wait for all only when all are too fast: %s after %s',
      async (_what, reason, all) => {
        fault({ path: media, reason, retryAfter: 3, times: 1 });
        const before = mark();
        const first = await request();
        await until(async () => (await client.download(first)).error_code === 'google.rate-limited');
        const second = (await client.post<DownloadBody>('/downloads', { video_id: otherId })).body.id;
        expect(await fetched(second)).toMatchObject({ status: 'completed', retry_count: 0 });
        expect(await fetched(first)).toMatchObject({ status: 'completed', retry_count: 0 });
        const files = system.sandbox.faults.seen.slice(before).filter(({ url }) => url.includes('alt=media'));
        const waited = (files.find(({ url }) => url !== files[0]?.url)?.at ?? 0) - (files[0]?.at ?? 0);
        expect(waited >= 2_900).toBe(all);
      },
    );

    it('should be tried again after an error at Google', async () => {
      fault({ path: media, reason: 'backendError', times: 1 });
      expect(await fetched(await request())).toMatchObject({ status: 'completed', sha256, retry_count: 1 });
    });

    it('should say what to do when the permission ends in the middle, and go on after new consent', async () => {
      fault({ path: media, breakBody: { after: 500_000, how: 'reset' }, ends: 'permission', times: 1 });
      const id = await request();
      expect(await client.ended(id)).toMatchObject({
        status: 'failed',
        error_code: 'credential.needs-reconsent',
        hint: expect.stringContaining('Connect the Google account again') as string,
      });
      const { body } = await client.get(`/credentials/${String(ana)}`);
      expect(body).toMatchObject({ status: 'needs_reconsent' });
      expect((await client.post('/downloads', { video_id: videoId })).status).toBe(409);
      await client.connect(ANA);
      await client.post(`/downloads/${id}/retry`);
      expect(await fetched(id)).toMatchObject({ status: 'completed', sha256 });
    });

    it('should be put back by the day’s limit of the file for a day, without spending an attempt', async () => {
      const lift = fault({ path: media, reason: 'downloadQuotaExceeded' });
      const id = await request();
      const waiting = await until(async () => {
        const download = await client.download(id);
        return download.error_code === 'drive.quota' && download;
      });
      expect(waiting).toMatchObject({ status: 'queued', retry_count: 0 });
      expect(waiting.hint).toContain('tomorrow');
      const [row]: { hours: number }[] = await database.query(
        `SELECT extract(epoch FROM run_at - now())::float8 / 3600 AS hours FROM downloads WHERE id = $1`,
        [id],
      );
      expect(row?.hours).toBeCloseTo(24, 0);
      lift();
      await database.query('UPDATE downloads SET run_at = now() WHERE id = $1', [id]);
      expect(await fetched(id)).toMatchObject({ status: 'completed', sha256, retry_count: 0 });
    });
  });
});
