import { StartupError } from '@app/kernel';
import { DataSource } from 'typeorm';
import { testDatabase } from '@app/testing/parts';
import { dataSourceOptions } from './data-source-options';
import { SchemaVersion } from './schema-version';
import { requirePostgres } from './server-version';

describe(requirePostgres, () => {
  let parts: Awaited<ReturnType<typeof testDatabase>>;
  let dataSource: DataSource;

  const connect = () =>
    new DataSource(dataSourceOptions({ url: parts.url, poolSize: 1, applicationName: 'tests' })).initialize();

  beforeAll(async () => {
    parts = await testDatabase();
    dataSource = await connect();
  });

  afterAll(async () => {
    await dataSource.destroy();
    await parts.drop();
  });

  it('should accept the PostgreSQL of the tests', async () => {
    await expect(requirePostgres(dataSource)).resolves.toBeUndefined();
  });

  it.each([
    ['140014', 14],
    ['90624', 9],
  ])(
    'should say in one line that version %s is too old, before anything else is asked',
    async (text, major) => {
      // A server that says so: our own function stands before the one of PostgreSQL.
      await dataSource.query(`
      CREATE SCHEMA IF NOT EXISTS older;
      CREATE OR REPLACE FUNCTION older.current_setting(text) RETURNS text LANGUAGE sql AS $$ SELECT '${text}' $$;
      SET search_path = older, pg_catalog, public;
    `);
      const refusal = `PostgreSQL ${String(major)} is too old: version 15 or newer is needed.`;
      await expect(requirePostgres(dataSource)).rejects.toThrow(new StartupError(refusal));
      await expect(new SchemaVersion(dataSource).onModuleInit()).rejects.toThrow(refusal);
    },
  );
});
