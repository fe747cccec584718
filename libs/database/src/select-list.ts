import type { ObjectLiteral, Repository } from 'typeorm';

/**
 * The columns of an entity, called as its properties, for SQL that stays SQL: `u.tenant_id AS "tenantId", …`.
 * @param properties without them: all that `find` selects
 */
export function selectList<Entity extends ObjectLiteral>(
  { metadata }: Repository<Entity>,
  alias: string,
  properties?: readonly (keyof Entity & string)[],
): string {
  const columns = metadata.columns.filter(({ isSelect, propertyName }) =>
    properties ? properties.includes(propertyName) : isSelect,
  );
  return columns
    .map(({ databaseName, propertyName, query }) => {
      const value = query ? `(${query(alias)})` : `${alias}.${databaseName}`;
      return `${value} AS "${propertyName}"`;
    })
    .join(', ');
}
