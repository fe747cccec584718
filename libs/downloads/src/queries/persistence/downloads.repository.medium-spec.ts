import { Database } from '@app/database';
import { useDatabase } from '@app/testing/use-database';
import { testConfig } from '@app/testing/test-config';
import { DownloadsRepository } from './downloads.repository';

const KEY = { tenantId: 'a', requester: 'key:1', seesTenant: true };
const BIA = { tenantId: 'a', requester: 'user:bia', seesTenant: false };
const PAGE = { sort: '-created_at', limit: 2, offset: 0 } as const;

type ExplainedRows = [
  { 'QUERY PLAN': [{ Plan: { 'Shared Hit Blocks': number; 'Shared Read Blocks': number } }] },
];

describe(DownloadsRepository, () => {
  const { source, database } = useDatabase();
  const downloads = new DownloadsRepository(database, testConfig());

  beforeAll(async () => {
    await source.query(`INSERT INTO tenants (id, name) VALUES ('a', 'A'), ('b', 'B')`);
    await source.query(
      `INSERT INTO downloads (tenant_id, requester, host, status, source, source_key, variant, url, quality, subtitles, title)
       SELECT CASE n WHEN 1 THEN 'b' ELSE 'a' END, CASE WHEN n > 10000 THEN 'user:bia' ELSE 'user:ana' END, 'x',
         CASE n % 2 WHEN 0 THEN 'completed' ELSE 'failed' END, 'youtube', n::text, 'best', 'https://x', 'best', true,
         CASE n WHEN 77 THEN '100% da Água_1 \\ fim' ELSE 'Aula' END
       FROM generate_series(1, 10003) n`,
    );
  });

  it('should count so many, and then only say that there are more', async () => {
    expect(await downloads.listDownloads(PAGE, KEY)).toMatchObject({ total: 10_000, totalIsExact: false });
    expect(await downloads.listDownloads({ ...PAGE, status: 'failed' }, KEY)).toMatchObject({
      total: 5_001,
      totalIsExact: true,
    });
    expect(await downloads.listDownloads({ ...PAGE, offset: 10_001 }, KEY)).toMatchObject({
      downloads: [{}],
    });
  });

  it('should show people their own', async () => {
    const { total, downloads: found } = await downloads.listDownloads(PAGE, BIA);
    expect(total).toBe(3);
    expect(found.map(({ requester }) => requester)).toEqual(['user:bia', 'user:bia']);
  });

  it.each(['água_1', '100%', '\\ FIM', 'da ág'])('should find a part of a title: %s', async (q) => {
    expect(await downloads.listDownloads({ ...PAGE, q }, KEY)).toMatchObject({ total: 1, downloads: [{}] });
  });

  it.each(['água%1', '_00%', '\\fim'])(
    'should not take for a pattern what somebody looks for: %s',
    async (q) => {
      expect(await downloads.listDownloads({ ...PAGE, q }, KEY)).toMatchObject({ total: 0, downloads: [] });
    },
  );

  it('should look at nothing but the sources of a request, however much its requester has waiting', async () => {
    const requester = 'key:2';
    const keys = Array.from({ length: 3 }, (_, index) => ({
      source_key: `w${String(index)}`,
      variant: 'best',
    }));
    const rows = jest.spyOn(Database.prototype, 'rows');
    await source.query(
      `INSERT INTO downloads (tenant_id, requester, host, source, source_key, variant, url, quality, subtitles)
       SELECT 'a', $1, 'x', 'youtube', 'w' || n, 'best', 'https://x', 'best', true FROM generate_series(0, 4999) n`,
      [requester],
    );
    const active = await downloads.findActive('a', requester, keys);
    const requested = await downloads.findActiveOrNew('a', requester, keys.toReversed(), []);
    const asked = rows.mock.calls;
    rows.mockRestore();
    expect(active.map(({ sourceKey }) => sourceKey).toSorted()).toEqual(['w0', 'w1', 'w2']);
    expect(requested.map(({ sourceKey }) => sourceKey)).toEqual(['w2', 'w1', 'w0']);
    for (const [sql, parameters] of asked) {
      const [{ 'QUERY PLAN': plans }] = await source.query<ExplainedRows>(
        `EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) ${sql}`,
        parameters as unknown[],
      );
      expect(plans[0].Plan['Shared Hit Blocks'] + plans[0].Plan['Shared Read Blocks']).toBeLessThan(100);
    }
  });
});
