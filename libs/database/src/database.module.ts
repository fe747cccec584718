import { randomBytes } from 'node:crypto';
import { AppConfig } from '@app/config';
import { AppError, Clock } from '@app/kernel';
import { type DynamicModule, Global, Module, type Type } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { DataSource, type DataSourceOptions } from 'typeorm';
import { ConnectionBudget, poolSizeOf, sessionName } from './connection-budget';
import { Database } from './database';
import { DatabaseClock } from './database-clock';
import { dataSourceOptions } from './data-source-options';
import { prepareUnlessPooled } from './pooler';
import { EntitiesModule } from './entities.module';
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
          dataSourceFactory: connect,
          useFactory: (config: AppConfig) => {
            const { url } = config.database;
            const poolSize = poolSizeOf(applicationName, config.database.poolSize);
            const name = sessionName(applicationName, randomBytes(4).toString('hex'), poolSize);
            return {
              ...dataSourceOptions({ url, poolSize, applicationName: name }),
              autoLoadEntities: true,
              retryAttempts: 5,
              retryDelay: 2000,
            };
          },
        }),
      ],
      providers: [
        ConnectionBudget,
        Database,
        LeaderLock,
        SchemaVersion,
        { provide: Clock, useClass: DatabaseClock },
      ],
      exports: [Clock, Database, LeaderLock],
    };
  }
  /** Repositories of these entities, for `@InjectRepository`, that join the open transaction by themselves. */
  static forFeature(entities: Type<object>[]): DynamicModule {
    return EntitiesModule.forEntities(entities);
  }
}

async function connect(options?: DataSourceOptions): Promise<DataSource> {
  if (!options) throw new AppError('internal', 'The connection has no options.');
  const dataSource = await new DataSource(options).initialize();
  await prepareUnlessPooled(dataSource);
  return dataSource;
}
