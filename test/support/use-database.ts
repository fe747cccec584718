import { Database } from '@app/database';
import { DataSource } from 'typeorm';
import { dataSourceOptions } from '../../libs/database/src/data-source-options';
import { newTestDatabase } from './parts';

interface OwnDatabase {
  url: string;
  source: DataSource;
  database: Database;
}

/** A database with the schema for the tests of the `describe` that calls: made before the first, dropped after the last. */
export function useDatabase(...entities: (new () => object)[]): OwnDatabase {
  const { url, create, drop } = newTestDatabase();
  const options = dataSourceOptions({ url, poolSize: 4, applicationName: 'tests' });
  const source = new DataSource({ ...options, entities });
  const database = new Database(source);

  beforeAll(async () => {
    await create();
    await source.initialize();
  });

  afterAll(async () => {
    await database.onApplicationShutdown();
    await source.destroy();
    await drop();
  });

  return { url, source, database };
}
