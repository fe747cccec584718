import { type EntityManager, type EntityTarget, type ObjectLiteral, Repository } from 'typeorm';

/** TypeORM's repository of an entity, except that each call asks anew which manager it goes through. */
export function transactionalRepository<Entity extends ObjectLiteral>(
  entity: EntityTarget<Entity>,
  currentManager: () => EntityManager,
): Repository<Entity> {
  const repository = new Repository(entity, currentManager());
  return Object.defineProperty(repository, 'manager', { get: currentManager });
}

/** What RETURNING told of an INSERT, UPDATE or DELETE, as the entity's properties: builders leave it as columns. */
export function returnedEntities<Entity extends ObjectLiteral>(
  { metadata }: Repository<Entity>,
  { raw }: { raw?: unknown },
): Entity[] {
  const { driver } = metadata.dataSource;
  return (raw as Record<string, unknown>[]).map((row) => {
    const returned = metadata.columns.filter(({ databaseName }) => databaseName in row);
    const values = returned.map((column) => [
      column.propertyName,
      driver.prepareHydratedValue(row[column.databaseName], column) as unknown,
    ]);
    return Object.fromEntries(values) as Entity;
  });
}
