import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { BatchBody, DownloadBody } from '@app/testing/client';
import { ANA, HISTORY } from '@app/testing/sandbox-school';
import { setUp } from '@app/testing/set-up';
import { useSystem } from '@app/testing/use-system';

interface CoverageBody {
  saved: number;
  states: string[];
  items: { video_id: string; state: string; download_id: string | null }[];
}

describe('a first course', () => {
  const system = useSystem();
  const client = setUp(() => system.client());
  let ana: number;

  const path = (rest: string) => `${rest}?credential_id=${String(ana)}`;

  beforeAll(async () => (ana = await client.connect(ANA)));

  it('should list the courses of the connected account', async () => {
    const { status, body } = await client.get<{
      courses: { id: string; name: string; teachers: { name: string }[] }[];
    }>(`/api/v1/courses?credential_id=${String(ana)}`);
    expect(status).toBe(200);
    expect(body.courses.map(({ name }) => name)).toEqual([
      'Ciências 8º ano',
      'História do Brasil 9º ano',
      'História do Brasil 9º ano (2025)',
    ]);
    expect(body.courses[0]?.teachers).toEqual([{ id: '107387627706621862345', name: 'Ana Souza' }]);
  });

  it('should ask Google once for what is looked at again and again', async () => {
    const look = async () => {
      await client.get(`/courses?credential_id=${String(ana)}`);
      await client.get(`/courses/${HISTORY}?credential_id=${String(ana)}`);
      return client.get(`/courses/${HISTORY}/coursework?credential_id=${String(ana)}`);
    };
    const first = await look();
    const asked = system.sandbox.faults.seen.length;
    for (let time = 0; time < 3; time += 1) expect((await look()).body).toEqual(first.body);
    expect(system.sandbox.faults.seen.slice(asked)).toEqual([]);
  });

  it('should know what is there before anything is downloaded', async () => {
    const { status, body } = await client.get<CoverageBody>(path(`/courses/${HISTORY}/coverage`));
    expect(status).toBe(200);
    expect(body).toMatchObject({ videos: 10, saved: 0, missing: 8, blocked: 2 });
    expect(body.states).toEqual(body.items.map(({ state }) => state));
  });

  it('should download every video of a course and say why the others are left out', async () => {
    const asked = await client.post<BatchBody>(`/courses/${HISTORY}/download-all`, {
      credential_id: ana,
    });
    expect(asked.status).toBe(202);
    expect(asked.body).toMatchObject({ status: 'pending', total: null });
    const batch = await client.batchEnded(asked.body.job_id);
    expect(batch).toMatchObject({ status: 'completed', total: 8, completed: 8, failed: 0, blocked: 2 });
    expect(batch.blocked_videos.map(({ code }) => code).sort()).toEqual([
      'drive.forbidden',
      'source.removed',
    ]);
    const covered = await client.get<CoverageBody>(path(`/courses/${HISTORY}/coverage`));
    expect(covered.body).toMatchObject({ videos: 10, saved: 8, missing: 0, blocked: 2 });
    const all = await client.get<{ coverage: CoverageBody[] }>(path('/courses/coverage'));
    expect(all.body.coverage).toContainEqual(expect.objectContaining({ course_id: HISTORY, saved: 8 }));
    const { body } = await client.get<{ downloads: DownloadBody[] }>(`/downloads?batch_id=${batch.job_id}`);
    for (const download of body.downloads) {
      const bytes = await readFile(system.pathOf(download.file_path));
      expect(bytes.length).toBe(download.file_size_bytes);
      expect(createHash('sha256').update(bytes).digest('hex')).toBe(download.sha256);
      expect(download.video_metadata?.duration_seconds).toBeGreaterThan(5);
    }
  });
});
