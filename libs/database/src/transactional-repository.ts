import { type EntityManager, type EntityTarget, type ObjectLiteral, Repository } from 'typeorm';

/** TypeORM's repository of an entity, except that each call asks anew which manager it goes through. */
export function transactionalRepository<Entity extends ObjectLiteral>(
  entity: EntityTarget<Entity>,
  currentManager: () => EntityManager,
): Repository<Entity> {
  const repository = new Repository(entity, currentManager());
  return Object.defineProperty(repository, 'manager', { get: currentManager });
}
