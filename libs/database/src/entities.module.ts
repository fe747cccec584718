import { type DynamicModule, Module, type Type } from '@nestjs/common';
import { getRepositoryToken, TypeOrmModule } from '@nestjs/typeorm';
import { Database } from './database';

/** The repositories of some entities under TypeORM's own tokens, for `@InjectRepository`. */
@Module({})
export class EntitiesModule {
  static forEntities(entities: Type<object>[]): DynamicModule {
    const repositories = entities.map((entity) => ({
      provide: getRepositoryToken(entity),
      inject: [Database],
      useFactory: (database: Database) => database.repository(entity),
    }));
    return {
      module: EntitiesModule,
      // Makes the entities known to the data source; its own repositories stay outside of every transaction.
      imports: [TypeOrmModule.forFeature(entities)],
      providers: repositories,
      exports: repositories.map(({ provide }) => provide),
    };
  }
}
