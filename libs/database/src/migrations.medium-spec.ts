import { join } from 'node:path';
import { DataSource } from 'typeorm';
import { testDatabase } from '../../../test/support/parts';
import { dataSourceOptions } from './data-source-options';

/** Foreign keys stand in the migrations alone. */
const FOREIGN_KEY = /DROP CONSTRAINT "\w+_fkey"$/;

describe('the migrations', () => {
  let database: Awaited<ReturnType<typeof testDatabase>>;
  let dataSource: DataSource;

  beforeAll(async () => {
    database = await testDatabase();
    dataSource = await new DataSource({
      ...dataSourceOptions({ url: database.url, poolSize: 1, applicationName: 'tests' }),
      entities: [join(process.cwd(), '{libs,apps}/*/src/**/persistence/*.entity.ts')],
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
});
