import { AppConfig } from '@app/config';
import { Clock } from '@app/kernel';
import { type DynamicModule, Global, Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { Database } from './database';
import { DatabaseClock } from './database-clock';
import { dataSourceOptions } from './data-source-options';
import { LeaderLock } from './leader-lock';
import { SchemaVersion } from './schema-version';

@Global()
@Module({})
export class DatabaseModule {
  static forApp(applicationName: string): DynamicModule {
    return {
      module: DatabaseModule,
      imports: [
        TypeOrmModule.forRootAsync({
          inject: [AppConfig],
          useFactory: (config: AppConfig) => ({
            ...dataSourceOptions({ ...config.database, applicationName }),
            autoLoadEntities: true,
            retryAttempts: 5,
            retryDelay: 2000,
          }),
        }),
      ],
      providers: [Database, LeaderLock, SchemaVersion, { provide: Clock, useClass: DatabaseClock }],
      exports: [Clock, Database, LeaderLock],
    };
  }
}
