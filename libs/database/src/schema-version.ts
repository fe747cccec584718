import { StartupError } from '@app/kernel';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { DataSource } from 'typeorm';
import { requirePostgres } from './server-version';

/**
 * Stops an app at start when the server is too old, or the database lacks a migration that its code needs or has one
 * that it does not know.
 */
@Injectable()
export class SchemaVersion implements OnModuleInit {
  constructor(@InjectDataSource() private readonly dataSource: DataSource) {}

  async onModuleInit(): Promise<void> {
    await requirePostgres(this.dataSource);
    if (await this.dataSource.showMigrations())
      throw new StartupError('The database is not up to date. Run: npm run migration:run');
    const newer = await this.unknownMigrations();
    if (newer.length > 0)
      throw new StartupError(
        `The database is newer than this program: it has ${newer.join(', ')}. Install the newer version again, or revert with it: npm run migration:revert`,
      );
  }

  /** What a newer version has applied. An older program would write what that one does not expect. */
  private async unknownMigrations(): Promise<string[]> {
    const known = new Set(this.dataSource.migrations.map((migration) => migration.constructor.name));
    const applied = await this.dataSource.query<{ name: string }[]>(
      'SELECT name FROM schema_migrations ORDER BY id',
    );
    return applied.map(({ name }) => name).filter((name) => !known.has(name));
  }
}
