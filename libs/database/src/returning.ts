import {
  type DeleteQueryBuilder,
  type EntityMetadata,
  InsertQueryBuilder,
  type ObjectLiteral,
  type Repository,
  type UpdateQueryBuilder,
} from 'typeorm';

type WriteBuilder<Entity extends ObjectLiteral> =
  InsertQueryBuilder<Entity> | UpdateQueryBuilder<Entity> | DeleteQueryBuilder<Entity>;

/**
 * Runs an INSERT, UPDATE or DELETE and answers the rows that it wrote or removed, as `find` would: without the columns
 * that are selected only by name, unless they are named here, and without virtual ones.
 */
export async function executeReturning<Entity extends ObjectLiteral, Key extends keyof Entity & string>(
  builder: WriteBuilder<Entity>,
  properties?: Key[],
): Promise<Pick<Entity, Key>[]> {
  // TypeORM would write the answer into the values it was given, also where a conflict left some of them out.
  if (builder instanceof InsertQueryBuilder) builder.updateEntity(false);
  const { metadata } = builder.expressionMap.mainAlias ?? {};
  if (!metadata) throw new TypeError('RETURNING needs an entity');
  const result = await builder.returning(properties ?? storedProperties(metadata)).execute();
  return toEntities<Entity>(metadata, result.raw);
}

/** What RETURNING told of a write, as the entity's properties: builders leave it as columns. */
export function returnedEntities<Entity extends ObjectLiteral>(
  { metadata }: Repository<Entity>,
  { raw }: { raw?: unknown },
): Entity[] {
  return toEntities<Entity>(metadata, raw);
}

function storedProperties(metadata: EntityMetadata): string[] {
  const stored = metadata.columns.filter(({ isSelect, isVirtualProperty }) => isSelect && !isVirtualProperty);
  return stored.map(({ propertyName }) => propertyName);
}

function toEntities<Entity>(metadata: EntityMetadata, raw: unknown): Entity[] {
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
