import { StartupError } from '@app/kernel';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { DataSource } from 'typeorm';

/** Stops an app at start when the database lacks a migration that its code needs. */
@Injectable()
export class SchemaVersion implements OnModuleInit {
  constructor(private readonly dataSource: DataSource) {}

  async onModuleInit(): Promise<void> {
    if (await this.dataSource.showMigrations()) {
      throw new StartupError('The database is not up to date. Run: npm run migration:run');
    }
  }
}
