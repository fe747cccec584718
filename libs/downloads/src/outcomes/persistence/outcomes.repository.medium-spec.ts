import { Database } from '@app/database';
import type { DataSource } from 'typeorm';
import { openDataSource } from '@app/testing/parts';
import { useDatabase } from '@app/testing/use-database';
import { DownloadOutcomeEntity } from './download-outcome.entity';
import { OutcomeDayEntity } from './outcome-day.entity';
import { OutcomesRepository } from './outcomes.repository';

const ENTITIES = [DownloadOutcomeEntity, OutcomeDayEntity];

function repositoryOf(dataSource: DataSource): OutcomesRepository {
  const database = new Database(dataSource);
  return new OutcomesRepository(
    database,
    database.repository(DownloadOutcomeEntity),
    database.repository(OutcomeDayEntity),
  );
}

describe(OutcomesRepository, () => {
  const { url, source } = useDatabase(...ENTITIES);
  const outcomes = repositoryOf(source);

  beforeAll(() => source.query(`INSERT INTO tenants (id, name) VALUES ('a', 'A'), ('b', 'B')`));
  beforeEach(() => source.query('TRUNCATE download_outcomes, download_outcome_days, downloads'));

  /** @param at as SQL */
  const ended = (at: string, seconds: number, tenant = 'a') =>
    source.query(
      `INSERT INTO download_outcomes (tenant_id, download_id, source, status, bytes, seconds, created_at)
       VALUES ($1, gen_random_uuid(), 'youtube', 'completed', 100, $2, ${at})`,
      [tenant, seconds],
    );

  async function addUpAll(): Promise<number> {
    let days = 0;
    while (await outcomes.addUpDay()) days += 1;
    return days;
  }

  async function all() {
    const day = await outcomes.lastDay();
    const totals = [
      ...(day === null ? [] : await outcomes.totalsUntil(day)),
      ...(await outcomes.totalsAfter(day)),
    ];
    const sum = (of: (one: (typeof totals)[number]) => number) => totals.reduce((so, one) => so + of(one), 0);
    return {
      downloads: sum(({ downloads }) => downloads),
      bytes: sum(({ bytes }) => bytes),
      seconds: sum(({ seconds }) => seconds),
      quick: totals.filter(({ bucket }) => bucket === 0).reduce((so, one) => so + one.downloads, 0),
    };
  }

  it('should count the same before and after days are added up, and add each up once', async () => {
    for (const day of [9, 9, 5, 2]) await ended(`now() - interval '${day} days'`, 0.5);
    await ended(`now() - interval '5 days'`, 70, 'b');
    await ended('now()', 4_000);
    const expected = { downloads: 6, bytes: 600, seconds: 4_072, quick: 4 };
    expect(await all()).toEqual(expected);
    expect(await addUpAll()).toBe(3);
    expect(await all()).toEqual(expected);
    expect(await addUpAll()).toBe(0);
    await ended('now()', 0.5);
    expect(await all()).toMatchObject({ downloads: 7, quick: 5 });
  });

  it('should leave alone a day that is not over, and not look at what is added up already', async () => {
    await ended('now()', 1);
    expect(await addUpAll()).toBe(0);
    expect(await outcomes.lastDay()).toBeNull();
    await ended(`now() - interval '3 days'`, 1);
    expect(await addUpAll()).toBe(1);
    await source.query(`DELETE FROM download_outcomes WHERE created_at < now() - interval '1 day'`);
    expect(await all()).toMatchObject({ downloads: 2 });
  });

  it('should add up the days of UTC, whatever the server’s zone is', async () => {
    await source.query(`ALTER DATABASE ${new URL(url).pathname.slice(1)} SET timezone = 'Asia/Tokyo'`);
    await ended(`'2026-03-02T23:30:00Z'`, 1);
    await ended(`'2026-03-03T00:30:00Z'`, 1);
    const other = await openDataSource(url, ENTITIES);
    const abroad = repositoryOf(other);
    while (await abroad.addUpDay());
    const days = await other.query<{ day: string }[]>(
      'SELECT day::text AS day FROM download_outcome_days ORDER BY day',
    );
    await other.destroy();
    expect(days.map(({ day }) => day)).toEqual(['2026-03-02', '2026-03-03']);
  });

  it('should count what of one tenant ended in each span, the last being open', async () => {
    await ended(`'2026-03-01T23:59:59Z'`, 1);
    await ended(`'2026-03-02T03:00:00Z'`, 1);
    await ended(`'2026-03-02T12:00:00Z'`, 1);
    await ended(`'2026-03-03T03:00:00Z'`, 1, 'b');
    await ended(`'2026-03-04T12:00:00Z'`, 1);
    await source.query(
      `UPDATE download_outcomes SET status = 'failed', bytes = 7 WHERE extract(hour FROM created_at) = 12`,
    );
    const begins = ['2026-03-02T03:00:00Z', '2026-03-03T03:00:00Z', '2026-03-04T03:00:00Z'];
    const spans = await outcomes.endedIn(
      'a',
      begins.map((at) => new Date(at)),
    );
    expect(spans.sort((a, b) => a.span - b.span || a.status.localeCompare(b.status))).toEqual([
      { span: 1, status: 'completed', downloads: 1, bytes: 100 },
      { span: 1, status: 'failed', downloads: 1, bytes: 7 },
      { span: 3, status: 'failed', downloads: 1, bytes: 7 },
    ]);
  });

  it('should count what there is by status', async () => {
    await source.query(
      `INSERT INTO downloads (tenant_id, requester, host, status, source, source_key, variant, url, quality, subtitles)
       SELECT 'a', 'key:1', 'x', CASE WHEN n < 4 THEN 'completed' ELSE 'queued' END, 'youtube', n::text, 'best', 'https://x',
         'best', true FROM generate_series(1, 5) n`,
    );
    expect(await outcomes.currentByStatus()).toEqual([
      { status: 'queued', downloads: 2 },
      { status: 'running', downloads: 0 },
      { status: 'completed', downloads: 3 },
      { status: 'failed', downloads: 0 },
      { status: 'cancelled', downloads: 0 },
    ]);
  });
});
