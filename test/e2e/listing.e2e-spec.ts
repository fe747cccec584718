import type { BatchBody, DownloadBody } from '@app/testing/client';
import { ANA, BRUNO, HISTORY } from '@app/testing/sandbox-school';
import { setUp } from '@app/testing/set-up';
import { useSystem } from '@app/testing/use-system';

const SCIENCE = '702516387043';

interface Listed {
  downloads: (DownloadBody & { course_id: string | null; credential_id: number | null; priority: number })[];
  total: number;
  limit: number;
  offset: number;
}

describe('RF-009 listing downloads', () => {
  const system = useSystem();
  const client = setUp(() => system.client());
  let all: Listed['downloads'];
  let ana: number;
  let bruno: number;
  let batch: string;

  beforeAll(async () => {
    ana = await client.connect(ANA);
    bruno = await client.connect(BRUNO);
    const path = `/courses/${HISTORY}/download-all`;
    batch = (await client.post<BatchBody>(path, { credential_id: ana })).body.job_id;
    await client.batchEnded(batch);
    const [video] = (await list(`?batch_id=${batch}&source=google_drive`)).downloads;
    const items = await client.get<{ coursework: { id: string; videos: { title: string }[] }[] }>(
      `/courses/${HISTORY}/coursework?credential_id=${String(bruno)}&page_size=200`,
    );
    const item = items.body.coursework.find(({ videos }) =>
      videos.some(({ title }) => title === video?.title),
    );
    await ended({ course_id: HISTORY, coursework_id: item?.id, credential_id: bruno });
    await ended({ url: `${system.sandbox.origin}/media/nowhere.mp4`, priority: 7 });
    system.sandbox.throttle.bytesPerSecond = 20_000;
    const { body } = await request({ url: `${system.sandbox.origin}/media/aula-1.mp4?cancelled` });
    await client.delete(`/downloads/${body.id}`);
    system.sandbox.throttle.bytesPerSecond = 0;
    all = (await list('?limit=500')).downloads;
  });

  const request = (body: object) => client.post<DownloadBody>('/downloads', body);
  const ended = async (body: object) => client.ended((await request(body)).body.id);
  const list = async (query: string) => (await client.get<Listed>(`/downloads${query}`)).body;
  const ids = (downloads: readonly { id: string }[]) => downloads.map(({ id }) => id);

  it('should show everything, the newest first', async () => {
    expect(all.length).toBeGreaterThanOrEqual(11);
    expect((await list('')).total).toBe(all.length);
    expect(ids(all)).toEqual(ids(all).sort().reverse());
  });

  it.each<[string, () => string, (one: Listed['downloads'][number]) => boolean]>([
    ['status', () => 'status=completed', ({ status }) => status === 'completed'],
    ['another status', () => 'status=failed', ({ status }) => status === 'failed'],
    ['a third', () => 'status=cancelled', ({ status }) => status === 'cancelled'],
    ['course', () => `course_id=${HISTORY}`, ({ course_id }) => course_id === HISTORY],
    ['account', () => `credential_id=${String(bruno)}`, ({ credential_id }) => credential_id === bruno],
    ['batch', () => `batch_id=${batch}`, ({ batch_download_id }) => batch_download_id === batch],
    ['source', () => 'source=google_drive', ({ source }) => source === 'google_drive'],
    ['part of the title', () => 'q=CHEGADA', ({ title }) => title?.includes('chegada') === true],
    [
      'several at once',
      () => `status=completed&source=direct_link&batch_id=${batch}`,
      (one) => one.status === 'completed' && one.source === 'direct_link' && one.batch_download_id === batch,
    ],
  ])('should filter by %s', async (_what, query, fits) => {
    const expected = all.filter(fits);
    expect(expected.length).toBeGreaterThan(0);
    expect(expected.length).toBeLessThan(all.length);
    const { downloads, total } = await list(`?${query()}&limit=500`);
    expect(ids(downloads)).toEqual(ids(expected));
    expect(total).toBe(expected.length);
  });

  it('should find nothing where there is nothing, and take wildcards as they are', async () => {
    for (const query of [`course_id=${SCIENCE}`, 'q=%25', 'q=_', 'offset=1000000', 'source=youtube'])
      expect((await list(`?${query}`)).downloads).toEqual([]);
  });

  const byTitle = ({ title }: DownloadBody) => title?.toLowerCase() ?? '\uffff';

  it.each<[string, (one: Listed['downloads']) => string[]]>([
    ['created_at', (rows) => ids(rows).reverse()],
    ['-priority', (rows) => ids(rows.toReversed().sort((left, right) => right.priority - left.priority))],
    [
      'title',
      (rows) =>
        ids(
          rows
            .toReversed()
            .sort((left, right) =>
              byTitle(left) < byTitle(right) ? -1 : Number(byTitle(left) > byTitle(right)),
            ),
        ),
    ],
  ])('should sort by %s', async (sort, order) => {
    expect(ids((await list(`?sort=${sort}&limit=500`)).downloads)).toEqual(order([...all]));
  });

  it.each(['-updated_at', 'updated_at'])('should sort by %s', async (sort) => {
    const { downloads } = await list(`?sort=${sort}&limit=500`);
    const times = downloads.map((one) => (one as unknown as { updated_at: string }).updated_at);
    const sorted = [...times].sort();
    expect(times).toEqual(sort.startsWith('-') ? sorted.reverse() : sorted);
    expect(downloads).toHaveLength(all.length);
  });

  it('should give pages without losing or repeating anything', async () => {
    const seen: string[] = [];
    for (let offset = 0; offset < all.length; offset += 4) {
      const page = await list(`?limit=4&offset=${String(offset)}`);
      expect(page).toMatchObject({ limit: 4, offset, total: all.length });
      seen.push(...ids(page.downloads));
    }
    expect(seen).toEqual(ids(all));
  });

  it.each(['status=lost', 'sort=size', 'limit=0', 'limit=501', 'offset=-1', 'batch_id=1', 'colour=red'])(
    'should refuse %s',
    async (query) => {
      expect(await client.get(`/downloads?${query}`)).toMatchObject({
        status: 400,
        body: { code: 'request.invalid', errors: [{ field: query.split('=')[0] }] },
      });
    },
  );
});
