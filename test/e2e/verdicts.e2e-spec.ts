import { putCourse, putItem } from '../../apps/sandbox/src/school/change-school';
import type { DownloadBody } from '@app/testing/client';
import { ANA, HISTORY } from '@app/testing/sandbox-school';
import { setUp } from '@app/testing/set-up';
import { until } from '@app/testing/until';
import { useSystem } from '@app/testing/use-system';

interface VideoBody {
  id: string;
  source: string;
  verdict: { state: string; code: string | null };
}

/** Before a video is queued it is looked at, but nobody waits long for that. */
describe('RF-006 the verdict before queueing', () => {
  const system = useSystem();
  const client = setUp(() => system.client());
  const database = setUp(() => system.database());
  let ana: number;
  let videos: VideoBody[];

  beforeAll(async () => {
    const alternateLink = 'https://www.youtube.com/watch?v=aqz-KE-bpKQ';
    putItem(putCourse(system.sandbox.school, { id: HISTORY }), {
      id: 'film',
      materials: [{ youtubeVideo: { id: 'aqz-KE-bpKQ', title: 'Big Buck Bunny', alternateLink } }],
    });
    ana = await client.connect(ANA);
    videos = await all();
  });

  beforeEach(async () => {
    await database.query(`DELETE FROM downloads`);
    await database.query(`UPDATE source_reach SET checked_at = now() - interval '1 hour'`);
    await database.query(`UPDATE videos SET verdict_at = now() - interval '1 hour'`);
  });

  afterEach(() => system.sandbox.faults.clear());
  async function all(): Promise<VideoBody[]> {
    const path = `/courses/${HISTORY}/coursework?credential_id=${String(ana)}&page_size=200`;
    const { body } = await client.get<{ coursework: { videos: VideoBody[] }[] }>(path);
    return body.coursework.flatMap((item) => item.videos);
  }

  const one = (source: string) =>
    videos.find((video) => video.source === source && video.verdict.state === 'available')?.id ?? '';
  const request = (id: string) =>
    client.post<DownloadBody>('/downloads', { video_id: id, credential_id: ana });

  it.each([
    ['google_drive', '/drive/v3/files'],
    ['youtube', '/oembed'],
  ])('should not keep a request for %s waiting while Google takes its time', async (source, path) => {
    system.sandbox.faults.addFault({ path, delayMs: 3_000 });
    const begun = performance.now();
    const { status, body } = await request(one(source));
    expect([status, body.status]).toEqual([201, 'queued']);
    expect(performance.now() - begun).toBeLessThan(1_500);
  });

  it('should keep the answer that came late for the next request', async () => {
    const id = one('youtube');
    const lift = system.sandbox.faults.addFault({ path: '/oembed', delayMs: 600, status: 404 });
    const { status, body } = await request(id);
    expect(status).toBe(201);
    await client.delete(`/downloads/${body.id}`);
    await until(async () => (await all()).find((video) => video.id === id)?.verdict.state === 'unavailable');
    lift();
    expect(await request(id)).toMatchObject({
      status: 422,
      body: { code: 'download.nothing', blocked: [{ code: 'source.removed' }] },
    });
  });

  it('should refuse at once what is known to be gone when Google answers in time', async () => {
    system.sandbox.faults.addFault({ path: '/oembed', status: 404 });
    expect((await request(one('youtube'))).status).toBe(422);
    expect((await client.get<{ total: number }>('/downloads')).body.total).toBe(0);
  });
});
