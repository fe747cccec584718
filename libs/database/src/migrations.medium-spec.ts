import { globSync } from 'node:fs';
import { createRequire } from 'node:module';
import { resolve } from 'node:path';
import { DataSource } from 'typeorm';
import { testDatabase } from '@app/testing/parts';
import { dataSourceOptions } from './data-source-options';

/** Foreign keys stand in the migrations alone. */
const FOREIGN_KEY = /DROP CONSTRAINT "\w+_fkey"$/;

const VERSION_7 = /^[\da-f]{8}-[\da-f]{4}-7[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/;

const load = createRequire(__filename);

describe('the migrations', () => {
  let database: Awaited<ReturnType<typeof testDatabase>>;
  let dataSource: DataSource;

  beforeAll(async () => {
    database = await testDatabase();
    dataSource = await new DataSource({
      ...dataSourceOptions({ url: database.url, poolSize: 1, applicationName: 'tests' }),
      entities: globSync('{libs,apps}/*/src/**/persistence/*.entity.ts').flatMap((file) =>
        Object.values(load(resolve(file)) as Record<string, new () => unknown>),
      ),
    }).initialize();
  });

  afterAll(async () => {
    await dataSource.destroy();
    await database.drop();
  });

  const differences = async () => {
    const { upQueries } = await dataSource.driver.createSchemaBuilder().log();
    return upQueries.map(({ query }) => query).filter((query) => !FOREIGN_KEY.test(query));
  };

  it('should make the tables as the entities have them', async () => {
    expect(dataSource.entityMetadatas.length).toBeGreaterThan(15);
    expect(await differences()).toEqual([]);
  });

  it('should give what one statement adds ids in its order', async () => {
    const [{ ids }] = await dataSource.query<[{ ids: string[] }]>(
      'SELECT array_agg(uuid_v7() ORDER BY place) AS ids FROM generate_series(1, 2000) AS place',
    );
    expect(ids).toEqual(ids.toSorted());
    expect(ids.filter((id) => !VERSION_7.test(id))).toEqual([]);
    const now = Date.now();
    const made = ids.map((id) => Number.parseInt(id.replace('-', '').slice(0, 12), 16));
    expect(Math.max(...made.map((at) => Math.abs(at - now)))).toBeLessThan(60_000);
  });

  it('should go all the way back and forth again', async () => {
    const { length } = dataSource.migrations;
    for (let undone = 0; undone < length; undone += 1) await dataSource.undoLastMigration();
    const left = await dataSource.query<{ table_name: string }[]>(
      `SELECT table_name FROM information_schema.tables WHERE table_schema = 'public'`,
    );
    expect(left.map(({ table_name: name }) => name)).toEqual(['schema_migrations']);
    await dataSource.runMigrations();
    expect(await differences()).toEqual([]);
  });

  it('should bear what an installation may hold: the same wish for a course, made twice', async () => {
    const index = () =>
      dataSource.query<object[]>(`SELECT 1 FROM pg_indexes WHERE indexname = 'batches_one_discovering'`);
    while ((await index()).length > 0) await dataSource.undoLastMigration();
    await dataSource.query(`INSERT INTO tenants (id, name) VALUES ('school', 'School')`);
    await dataSource.query(
      `INSERT INTO credentials (tenant_id, google_sub, scopes) VALUES ('school', '1', '{}')`,
    );
    await dataSource.query(
      `INSERT INTO batches (tenant_id, requester, credential_id, course_id, kinds, skip_existing, quality, subtitles)
       SELECT 'school', 'key:1', c.id, course, '{material}', false, 'best', true
       FROM credentials c, unnest(ARRAY['a', 'a', 'b', 'a']) AS course`,
    );
    await dataSource.runMigrations();
    const stages = await dataSource.query<object[]>(
      `SELECT course_id, stage, count(*)::int FROM batches GROUP BY 1, 2 ORDER BY 1, 2`,
    );
    expect(stages).toEqual([
      { course_id: 'a', stage: 'cancelled', count: 2 },
      { course_id: 'a', stage: 'discovering', count: 1 },
      { course_id: 'b', stage: 'discovering', count: 1 },
    ]);
  });

  it('should hand over anew what waits in Redis under the words of an older version', async () => {
    const older = () =>
      dataSource.query<object[]>(
        `SELECT 1 FROM information_schema.columns WHERE table_name = 'downloads' AND column_name = 'admitted_at'`,
      );
    while ((await older()).length === 0) await dataSource.undoLastMigration();
    const add = (key: string, admittedAt: string) =>
      dataSource.query(
        `INSERT INTO downloads (tenant_id, requester, source, source_key, variant, url, host, quality, subtitles, dispatch, admitted_at)
         VALUES ('school', 'key:1', 'direct_link', $1, 'any', 'https://a.example/1', 'a.example', 'best', false, 3, ${admittedAt})`,
        [key],
      );
    await add('handed over', 'now()');
    await add('waits', 'NULL');
    await dataSource.runMigrations();
    await expect(
      dataSource.query('SELECT source_key, generation, enqueued_at FROM downloads ORDER BY 1'),
    ).resolves.toEqual([
      { source_key: 'handed over', generation: 4, enqueued_at: null },
      { source_key: 'waits', generation: 3, enqueued_at: null },
    ]);
  });
});
