import { readdir, readFile } from 'node:fs/promises';
import type { RequestListener } from 'node:http';
import { join } from 'node:path';
import type { BatchBody, Client, DownloadBody } from '@app/testing/client';
import { addPerson, superAdmin } from '@app/testing/people';
import { ANA, HISTORY } from '@app/testing/sandbox-school';
import { setUp } from '@app/testing/set-up';
import { until } from '@app/testing/until';
import { useStand } from '@app/testing/use-stand';
import { useSystem } from '@app/testing/use-system';

const MB = 1_000_000;
const LARGEST = 5 * MB;
const MP4 = { 'content-type': 'video/mp4' };

interface StandingBody {
  used_bytes: number;
  limit_bytes: number | null;
  remaining_bytes: number | null;
}

interface QuotaBody {
  tenant: StandingBody;
  user: StandingBody | null;
  largest_file_bytes: number | null;
}

describe('quotas and the largest file', () => {
  const stand = useStand();
  const system = useSystem(() => ({
    allow: [stand.host],
    env: { MAX_FILE_SIZE: String(LARGEST), USER_QUOTA_BYTES: String(4 * MB) },
  }));
  const key = setUp(() => system.client());
  const chief = setUp(() => superAdmin(system));
  const admin = setUp(() => addPerson(system, { name: 'rosa', role: 'admin' }));
  const ana = setUp(() => addPerson(system, { name: 'ana' }));
  let video: Buffer;

  beforeAll(async () => {
    video = await readFile(system.sandbox.web.get('aula-1.mp4') ?? '');
  });

  afterEach(async () => {
    // Of what was refused, nothing stays.
    await until(async () => (await readdir(join(system.directory, 'staging-0'))).length === 0);
  });

  /** A video of this size: what follows the film is a box that players skip. */
  function film(bytes: number): Buffer {
    const rest = Buffer.alloc(bytes - video.length);
    rest.writeUInt32BE(rest.length, 0);
    rest.write('free', 4);
    return Buffer.concat([video, rest]);
  }

  const withLength =
    (body: Buffer): RequestListener =>
    (_request, response) =>
      response.writeHead(200, { ...MP4, 'content-length': body.length }).end(body);
  const withoutLength =
    (body: Buffer): RequestListener =>
    (_request, response) => {
      response.writeHead(200, MP4);
      for (let at = 0; at < body.length; at += 100_000) response.write(body.subarray(at, at + 100_000));
      response.end();
    };

  async function fetched(by: Client, answer: RequestListener): Promise<DownloadBody> {
    stand.answer = answer;
    const url = stand.url(`/aula.mp4?${crypto.randomUUID()}`);
    const { body } = await by.post<DownloadBody>('/downloads', { url });
    return by.ended(body.id);
  }

  const quota = async (by: Client) => (await by.get<QuotaBody>('/quota')).body;
  const put = (by: Client, path: string, body: object) => by.call(path, { method: 'PUT', body });

  describe('setting', () => {
    it('should leave the limit of a tenant to super-admins', async () => {
      expect((await put(admin.client, '/tenant', { quota_bytes: 1 })).status).toBe(403);
      expect((await put(admin.client, '/tenants/school', { quota_bytes: 1 })).status).toBe(403);
      const { body } = await put(chief, '/tenants/school', { quota_bytes: 100 * MB });
      expect(body).toMatchObject({ id: 'school', quota_bytes: 100 * MB });
      expect((await put(admin.client, '/tenant', { name: 'School', quota_bytes: 100 * MB })).status).toBe(
        200,
      );
      expect((await admin.client.get('/tenant')).body.quota_bytes).toBe(100 * MB);
      expect((await quota(key)).tenant).toMatchObject({ limit_bytes: 100 * MB, remaining_bytes: 100 * MB });
    });

    it("should leave a person's to admins, who may also take it away", async () => {
      const path = `/auth/users/${ana.id}`;
      expect((await put(ana.client, path, { quota_bytes: 0 })).status).toBe(403);
      expect((await put(ana.client, '/auth/profile', { quota_bytes: 0 })).status).toBe(400);
      expect((await quota(ana.client)).user).toMatchObject({ limit_bytes: 4 * MB, used_bytes: 0 });
      expect((await put(admin.client, path, { quota_bytes: 0 })).body.quota_bytes).toBe(0);
      expect((await quota(ana.client)).user).toMatchObject({ limit_bytes: null, remaining_bytes: null });
      expect((await put(admin.client, path, { quota_bytes: null })).body.quota_bytes).toBeNull();
      expect(await quota(ana.client)).toMatchObject({
        largest_file_bytes: LARGEST,
        user: { limit_bytes: 4 * MB },
      });
      for (const wrong of [-1, 1.5, 'much', 2 ** 60])
        expect((await put(admin.client, path, { quota_bytes: wrong })).status).toBe(400);
      const made = { email: 'new@school.example', password: 'Long-enough-3-Xy', quota_bytes: 7 };
      expect((await admin.client.post('/users', made)).body.quota_bytes).toBe(7);
    });
  });

  describe('while it runs', () => {
    it.each([
      ['says its size', withLength],
      ['hides its size', withoutLength],
    ])('should stop a file that is too large and %s, once and for all', async (_what, serve) => {
      const before = stand.requests.length;
      const done = await fetched(key, serve(film(LARGEST + MB)));
      expect(done).toMatchObject({ status: 'failed', error_code: 'download.file-too-large', retry_count: 1 });
      expect(done.error_message).toContain('larger');
      expect(stand.requests.length).toBe(before + 1);
    });

    it.each([
      ['says its size', withLength],
      ['hides its size', withoutLength],
    ])('should stop what does not fit into the storage of a person and %s', async (_what, serve) => {
      const done = await fetched(ana.client, serve(film(4 * MB + 1)));
      expect(done).toMatchObject({ status: 'failed', error_code: 'storage.quota-reached', retry_count: 1 });
      expect(done.error_message).toContain('Your storage');
      expect((await quota(ana.client)).user).toMatchObject({ used_bytes: 0, reserved_bytes: 0 });
    });

    it('should take what fits to the byte, and then nothing more', async () => {
      const done = await fetched(ana.client, withoutLength(film(4 * MB)));
      expect(done).toMatchObject({ status: 'completed', file_size_bytes: 4 * MB });
      const { user } = await quota(ana.client);
      expect(user).toMatchObject({ used_bytes: 4 * MB, remaining_bytes: 0, limit_bytes: 4 * MB });
      const { status, body } = await ana.client.post('/downloads', { url: stand.url('/another.mp4') });
      expect({ status, ...body }).toMatchObject({
        status: 422,
        code: 'storage.quota-reached',
        of: 'user',
        hint: expect.stringContaining('ask an admin') as string,
      });
      await ana.client.delete(`/downloads/${done.id}?purge=true`);
      expect((await quota(ana.client)).user).toMatchObject({ used_bytes: 0, remaining_bytes: 4 * MB });
    });

    it('should keep to the limit of the tenant when many come at once', async () => {
      const { tenant } = await quota(key);
      await put(chief, '/tenants/school', { quota_bytes: tenant.used_bytes + 9 * MB });
      stand.answer = withoutLength(film(4 * MB));
      const asked = await Promise.all(
        Array.from({ length: 4 }, (_none, index) =>
          key.post<DownloadBody>('/downloads', { url: stand.url(`/${String(index)}.mp4`) }),
        ),
      );
      const ended = await Promise.all(asked.map(({ body }) => key.ended(body.id)));
      expect(ended.filter(({ status }) => status === 'completed').length).toBeLessThanOrEqual(2);
      for (const { status, error_code: code } of ended)
        expect(status === 'completed' || code === 'storage.quota-reached').toBe(true);
      const after = (await quota(key)).tenant;
      expect(after.used_bytes).toBeLessThanOrEqual(tenant.used_bytes + 9 * MB);
    });
  });

  describe('of a course', () => {
    const estimate = async (account: number) =>
      (await key.get(`/courses/${HISTORY}/download-all/estimate?credential_id=${String(account)}`)).body;

    it('should say before and in the batch what may not be stored', async () => {
      const account = await key.connect(ANA);
      await put(chief, '/tenants/school', { quota_bytes: 0 });
      const open = await estimate(account);
      expect(open).toMatchObject({ over_quota: 0, existing: 0 });
      const { tenant } = await quota(key);
      await put(chief, '/tenants/school', { quota_bytes: tenant.used_bytes + 1 });
      const full = await estimate(account);
      expect(full.over_quota).toBeGreaterThan(0);
      expect(Number(full.videos) + Number(full.over_quota)).toBe(open.videos);
      const { body } = await key.post<BatchBody>(`/courses/${HISTORY}/download-all`, {
        credential_id: account,
      });
      const ended = await key.batchEnded(body.job_id);
      expect(ended.blocked).toBe((full.blocked as object[]).length);
      const codes = ended.blocked_videos.map(({ code }) => code);
      expect(codes.filter((code) => code === 'storage.quota-reached').length).toBe(full.over_quota);
      await put(chief, '/tenants/school', { quota_bytes: null });
    });
  });
});
