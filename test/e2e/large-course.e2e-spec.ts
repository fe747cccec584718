import { putCourse, putFile, putItem } from '../../apps/sandbox/src/school/change-school';
import type { BatchBody, DownloadBody } from '@app/testing/client';
import { ANA } from '@app/testing/sandbox-school';
import { setUp } from '@app/testing/set-up';
import { until } from '@app/testing/until';
import { useSystem } from '@app/testing/use-system';

const COURSE = 'three-thousand';
const VIDEOS = 3_000;
const IN_ONE_ITEM = 20;

describe('RF-011 RF-012 a course of three thousand videos', () => {
  const system = useSystem();
  const client = setUp(() => system.client());
  let ana: number;

  beforeAll(async () => {
    ana = await client.connect(ANA);
    const course = putCourse(system.sandbox.school, { id: COURSE });
    const link = (number: number) => ({
      link: {
        url: `${system.sandbox.origin}/media/aula-1.mp4?v=${String(number)}`,
        title: `Aula ${String(number)}`,
      },
    });
    // One item with as many materials as Classroom allows, and one for each of the others.
    const many = Array.from({ length: IN_ONE_ITEM }, (_, index) => link(index));
    putItem(course, { id: 'many', materials: many });
    for (let number = IN_ONE_ITEM; number < VIDEOS; number += 1) {
      const updateTime = new Date(Date.UTC(2026, 3, 1, 0, number)).toISOString();
      putItem(course, { id: `i${String(number)}`, materials: [link(number)], updateTime });
    }
  });

  // What runs crawls: there is time to cancel it.
  beforeEach(() => {
    system.sandbox.throttle.bytesPerSecond = 20_000;
  });

  const downloadAll = (body: object = {}) =>
    client.post<BatchBody>(`/courses/${COURSE}/download-all`, { credential_id: ana, ...body });
  const estimate = async () => {
    const path = `/courses/${COURSE}/download-all/estimate?credential_id=${String(ana)}`;
    return (await client.get<{ existing: number }>(path)).body;
  };
  const batch = async (id: string) => (await client.get<BatchBody>(`/batch-downloads/${id}`)).body;
  const discovered = (id: string) =>
    until(async () => {
      const found = await batch(id);
      return found.status !== 'pending' && found;
    });

  it('should be discovered by a worker within half a minute and bounded memory, and cancelled whole', async () => {
    const before = process.memoryUsage().rss;
    const started = performance.now();
    const { status, body } = await downloadAll();
    expect(status).toBe(202);
    expect(performance.now() - started).toBeLessThan(2_000);
    expect(await discovered(body.job_id)).toMatchObject({ status: 'in_progress', total: VIDEOS });
    expect(performance.now() - started).toBeLessThan(30_000);
    // The newest item first, as the course lists them.
    const first = await client.get<{ downloads: DownloadBody[] }>(
      `/downloads?batch_id=${body.job_id}&sort=created_at&limit=100`,
    );
    expect(first.body.downloads.map(({ title }) => title)).toEqual(
      Array.from({ length: 100 }, (_, index) => `Aula ${String(VIDEOS - 1 - index)}`),
    );
    expect(process.memoryUsage().rss - before).toBeLessThan(300 * 1024 * 1024);
    const cancelling = performance.now();
    expect((await client.delete(`/batch-downloads/${body.job_id}`)).status).toBe(204);
    expect(performance.now() - cancelling).toBeLessThan(5_000);
    const ended = await batch(body.job_id);
    expect(ended).toMatchObject({ status: 'cancelled', total: VIDEOS });
    expect(ended.cancelled + ended.completed).toBe(VIDEOS);
  });

  it('should be estimated from what is known', async () => {
    const estimated = await estimate();
    expect(estimated).toMatchObject({ videos: VIDEOS, unsized: VIDEOS - estimated.existing });
  });

  it('should be queued in seconds when it is known, and leave out what is there already', async () => {
    const { body: some } = await client.post<{ id: string }>('/downloads', {
      url: `${system.sandbox.origin}/media/aula-1.mp4?v=7`,
    });
    system.sandbox.throttle.bytesPerSecond = 0;
    expect((await client.ended(some.id)).status).toBe('completed');
    system.sandbox.throttle.bytesPerSecond = 20_000;
    const { existing } = await estimate();
    const started = performance.now();
    const { body } = await downloadAll({ skip_existing: true });
    expect(await discovered(body.job_id)).toMatchObject({
      total: VIDEOS - existing,
      skipped: existing,
    });
    expect(performance.now() - started).toBeLessThan(10_000);
    expect(existing).toBeGreaterThanOrEqual(1);
    await client.delete(`/batch-downloads/${body.job_id}`);
    expect((await batch(body.job_id)).status).toBe('cancelled');
  });

  it('should say so when a Drive folder is larger than what is read of one', async () => {
    const folder = putFile(system.sandbox.school, {
      id: '1PastaEnorme00000000000000000001',
      name: 'Arquivo',
      mimeType: 'application/vnd.google-apps.folder',
    });
    for (let number = 0; number < 10_100; number += 1)
      system.sandbox.school.files.push({
        ...folder,
        id: `archive-${String(number)}`,
        mimeType: 'text/plain',
        parents: [folder.id],
      });
    const archive = putCourse(system.sandbox.school, { id: 'archive' });
    putItem(archive, {
      id: 'all',
      materials: [{ driveFile: { driveFile: { id: folder.id, title: 'Arquivo' } } }],
    });
    await client.connect(ANA);
    const warnings = [
      { code: 'drive.folder-truncated', message: expect.stringContaining('10,000 files') as string },
    ];
    const { body } = await client.post<BatchBody>('/courses/archive/download-all', { credential_id: ana });
    expect(await client.batchEnded(body.job_id)).toMatchObject({ status: 'completed', warnings });
    const query = `credential_id=${String(ana)}`;
    expect((await client.get(`/courses/archive?${query}`)).body).toMatchObject({ sync: { warnings } });
    expect((await client.get(`/courses/archive/download-all/estimate?${query}`)).body).toMatchObject({
      warnings,
    });
  });
});
