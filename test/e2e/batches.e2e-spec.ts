import { AppConfig } from '@app/config';
import type { BatchBody, DownloadBody } from '@app/testing/client';
import { ANA, HISTORY, OLD_HISTORY } from '@app/testing/sandbox-school';
import { setUp } from '@app/testing/set-up';
import { until } from '@app/testing/until';
import { useSystem } from '@app/testing/use-system';

describe('RF-011 RF-012 downloading a whole course, and its status', () => {
  const system = useSystem();
  const client = setUp(() => system.client());
  let ana: number;

  beforeAll(async () => (ana = await client.connect(ANA)));

  beforeEach(() => {
    system.sandbox.throttle.bytesPerSecond = 0;
  });

  const downloadAll = (course: string, body: object = {}) =>
    client.post<BatchBody>(`/courses/${course}/download-all`, { credential_id: ana, ...body });
  const batch = async (id: string) => (await client.get<BatchBody>(`/batch-downloads/${id}`)).body;

  it('should estimate before anything is downloaded', async () => {
    const { body } = await client.get(
      `/courses/${HISTORY}/download-all/estimate?credential_id=${String(ana)}`,
    );
    expect(body).toMatchObject({ videos: 8, existing: 0, unsized: 4, fits: true });
    expect(body.bytes).toBeGreaterThan(5_000_000);
    expect(body.disk_free_bytes).toBeGreaterThan(body.bytes as number);
    const { minFreeBytes } = system.api.get(AppConfig).storage;
    expect(body.disk_usable_bytes).toBe((body.disk_free_bytes as number) - minFreeBytes);
    expect((body.blocked as object[]).length).toBe(2);
  });

  it('should estimate what is fetched once as once, however many items link to it', async () => {
    const path = `/courses/${HISTORY}/download-all/estimate?credential_id=${String(ana)}`;
    const { body: before } = await client.get(path);
    const database = await system.database();
    // Each video stands in another item, too.
    const added: { id: string }[] = await database.query(
      `INSERT INTO videos (tenant_id, coursework_id, position, source, source_key, url, title, verdict, size_bytes)
       SELECT v.tenant_id, other.id, 90 + v.position, v.source, v.source_key, v.url, v.title, v.verdict, v.size_bytes
       FROM videos v JOIN coursework c ON c.id = v.coursework_id
       JOIN courses k ON k.id = c.course_id AND k.google_id = $1
       CROSS JOIN LATERAL (SELECT o.id FROM coursework o JOIN coursework_access a ON a.coursework_id = o.id
         WHERE o.course_id = c.course_id AND o.id <> c.id AND a.credential_id = $2 ORDER BY o.id LIMIT 1) other
       WHERE v.verdict <> 'unavailable' ON CONFLICT DO NOTHING RETURNING id`,
      [HISTORY, ana],
    );
    await database.query('INSERT INTO video_access SELECT id, $2 FROM unnest($1::uuid[]) id', [
      added.map(({ id }) => id),
      ana,
    ]);
    try {
      const { body } = await client.get(path);
      const { videos, bytes, unsized } = before;
      expect(body).toMatchObject({ videos: 2 * Number(videos), bytes, unsized });
    } finally {
      await database.query('DELETE FROM videos WHERE id = ANY ($1)', [added.map(({ id }) => id)]);
    }
  });

  it('should answer at once and tell how far it is', async () => {
    const { status, body, headers } = await downloadAll(HISTORY);
    expect(status).toBe(202);
    expect(headers.get('location')).toBe(`/api/v1/batch-downloads/${body.job_id}`);
    expect(await client.batchEnded(body.job_id)).toMatchObject({
      status: 'completed',
      total: 8,
      total_videos: 8,
      completed_videos: 8,
      failed_videos: 0,
      percent: 100,
      blocked: 2,
    });
  });

  it('should fetch nothing twice when the same course is asked for again', async () => {
    const before = system.sandbox.faults.countFaults('/media/aula-3.mp4');
    const { body } = await downloadAll(HISTORY);
    expect(await client.batchEnded(body.job_id)).toMatchObject({ status: 'completed', completed: 8 });
    expect(system.sandbox.faults.countFaults('/media/aula-3.mp4')).toBe(before);
  });

  it('should leave out what is there already when told so', async () => {
    const { body } = await downloadAll(HISTORY, { skip_existing: true });
    expect(await client.batchEnded(body.job_id)).toMatchObject({ status: 'completed', total: 0, skipped: 8 });
  });

  it('should take only the kinds that are asked for', async () => {
    const { body } = await downloadAll(HISTORY, { kinds: ['announcement'] });
    expect(await client.batchEnded(body.job_id)).toMatchObject({ status: 'completed', total: 2 });
    expect((await downloadAll(HISTORY, { kinds: ['homework'] })).status).toBe(400);
  });

  it('should complete a course without videos', async () => {
    const { body } = await downloadAll(OLD_HISTORY);
    expect(await client.batchEnded(body.job_id)).toMatchObject({
      status: 'completed',
      total: 0,
      percent: 100,
    });
  });

  it('should cancel all that has not ended and keep what is finished', async () => {
    const course = system.sandbox.school.courses.find(({ id }) => id === OLD_HISTORY);
    course?.items.push(
      ...['aula-1', 'aula-2', 'aula-3', 'mapa', 'museu', 'debate'].map((name, index) => ({
        kind: 'courseWorkMaterial' as const,
        id: `77${String(index)}`,
        title: name,
        materials: [{ link: { url: `${system.sandbox.origin}/media/${name}.mp4?old` } }],
        state: 'PUBLISHED' as const,
        creationTime: '2026-05-01T10:00:00.000Z',
        updateTime: '2026-05-01T10:00:00.000Z',
      })),
    );
    await client.post(`/courses/${OLD_HISTORY}/sync?credential_id=${String(ana)}`);
    await until(async () => {
      const { body } = await client.get<{ coursework: object[] }>(
        `/courses/${OLD_HISTORY}/coursework?credential_id=${String(ana)}`,
      );
      return body.coursework.length === 6;
    });
    system.sandbox.throttle.bytesPerSecond = 100_000;
    const { body } = await downloadAll(OLD_HISTORY);
    await until(async () => (await batch(body.job_id)).status === 'in_progress');
    expect((await client.delete(`/batch-downloads/${body.job_id}`)).status).toBe(204);
    const ended = await batch(body.job_id);
    expect(ended.status).toBe('cancelled');
    expect(ended.cancelled + ended.completed).toBe(6);
    expect(
      (await client.post<{ retried: number }>(`/batch-downloads/${body.job_id}/retry-failed`)).body.retried,
    ).toBe(0);
  });

  it('should try only its failed ones again, and end right whatever they do', async () => {
    const lift = system.sandbox.faults.addFault({ path: '/media/aula-1.mp4?old', status: 404 });
    const { body } = await downloadAll(OLD_HISTORY);
    const ended = await client.batchEnded(body.job_id);
    expect(ended).toMatchObject({ status: 'partially_completed', completed: 5, failed: 1 });
    lift();
    expect(
      (await client.post<{ retried: number }>(`/batch-downloads/${body.job_id}/retry-failed`)).body.retried,
    ).toBe(1);
    expect(await client.batchEnded(body.job_id)).toMatchObject({
      status: 'completed',
      completed: 6,
      failed: 0,
    });
    // Cancelled once all has ended, it stays what it became.
    const complete = await batch(body.job_id);
    expect((await client.delete(`/batch-downloads/${body.job_id}`)).status).toBe(204);
    expect(await batch(body.job_id)).toEqual(complete);
    const members = await client.get<{ downloads: DownloadBody[] }>(`/downloads?batch_id=${body.job_id}`);
    expect(members.body.downloads.every((one) => one.batch_download_id === body.job_id)).toBe(true);
  });

  it('should be readable whatever sizes its sources announce', async () => {
    const database = await system.database();
    const { body } = await client.get<{ batches: BatchBody[] }>('/batch-downloads?limit=500');
    const id = body.batches.find(({ total }) => (total ?? 0) > 1)?.job_id ?? '';
    await database.query(`UPDATE downloads SET total_bytes = 9000000000000000000 WHERE batch_id = $1`, [id]);
    expect((await client.get(`/batch-downloads/${id}`)).status).toBe(200);
    expect((await client.get('/batch-downloads')).status).toBe(200);
  });

  it('should list batches, the newest first, each tenant its own', async () => {
    const { body } = await client.get<{ batches: BatchBody[]; total: number }>('/batch-downloads?limit=2');
    expect(body.batches).toHaveLength(2);
    expect(body.total).toBeGreaterThan(2);
    const stranger = system.client('other');
    expect((await stranger.get<{ total: number }>('/batch-downloads')).body.total).toBe(0);
    const id = body.batches[0]?.job_id ?? '';
    expect((await stranger.get(`/batch-downloads/${id}`)).status).toBe(404);
    expect((await stranger.delete(`/batch-downloads/${id}`)).status).toBe(404);
    expect((await stranger.post(`/batch-downloads/${id}/retry-failed`)).status).toBe(404);
    expect((await stranger.post(`/courses/${HISTORY}/download-all`, { credential_id: ana })).status).toBe(
      404,
    );
  });
});
