import { DataSource } from 'typeorm';
import { testDatabase } from '@app/testing/parts';
import { Database } from './database';
import { dataSourceOptions } from './data-source-options';
import { prepareUnlessPooled } from './pooler';
import { prepared } from './prepared-statements';

describe(prepared, () => {
  let parts: Awaited<ReturnType<typeof testDatabase>>;
  let dataSource: DataSource;
  let database: Database;

  beforeEach(async () => {
    parts = await testDatabase();
    const options = dataSourceOptions({ url: parts.url, poolSize: 1, applicationName: 'tests' });
    dataSource = await new DataSource(options).initialize();
    database = new Database(dataSource);
    await database.rows('CREATE TABLE things (id int, name text)');
    await database.rows(`INSERT INTO things VALUES (1, 'one'), (2, 'two')`);
  });

  afterEach(async () => {
    await dataSource.destroy();
    await parts.drop();
  });

  const ONE = prepared('SELECT name FROM things WHERE id = $1');
  const SAME = 'SELECT name FROM things WHERE name <> $1 AND id = 1';
  const known = () => database.rows<{ statement: string }>('SELECT statement FROM pg_prepared_statements');

  it('should have the statement prepared once, and no other', async () => {
    await prepareUnlessPooled(dataSource);
    expect(await database.row(ONE, [1])).toEqual({ name: 'one' });
    expect(await database.row(ONE, [2])).toEqual({ name: 'two' });
    expect(await database.row(SAME, ['two'])).toEqual({ name: 'one' });
    expect(await known()).toEqual([{ statement: ONE }]);
  });

  it('should prepare nothing before it is known that there is no pooler', async () => {
    expect(await database.row(ONE, [1])).toEqual({ name: 'one' });
    expect(await known()).toEqual([]);
  });

  it('should prepare nothing any more once a migration changed what is answered', async () => {
    await prepareUnlessPooled(dataSource);
    await database.row(ONE, [1]);
    await database.rows('ALTER TABLE things ALTER COLUMN name TYPE varchar(9)');
    await expect(database.row(ONE, [1])).rejects.toThrow('cached plan must not change result type');
    expect(await database.row(ONE, [1])).toEqual({ name: 'one' });
  });

  it('should answer inside of a transaction as well', async () => {
    await prepareUnlessPooled(dataSource);
    const name = await database.transaction(() => database.row(ONE, [2]));
    expect(name).toEqual({ name: 'two' });
  });
});
