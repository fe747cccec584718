import { isObject } from '../docs/document';

type Kind =
  | 'schema'
  | 'schemas'
  | 'schema map'
  | 'count'
  | 'number'
  | 'boolean'
  | 'names'
  | 'name map'
  | 'text'
  | 'type'
  | 'any';

/**
 * The keywords of draft 2020-12 that are checked, and what each of them holds. Whatever takes longer than in proportion
 * to the request, or leads elsewhere, is not among them: expressions, formats and references.
 */
export const KEYWORDS: Record<string, Kind> = {
  type: 'type',
  enum: 'any',
  const: 'any',
  not: 'schema',
  if: 'schema',
  then: 'schema',
  else: 'schema',
  allOf: 'schemas',
  anyOf: 'schemas',
  oneOf: 'schemas',
  properties: 'schema map',
  additionalProperties: 'schema',
  unevaluatedProperties: 'schema',
  propertyNames: 'schema',
  required: 'names',
  dependentRequired: 'name map',
  dependentSchemas: 'schema map',
  minProperties: 'count',
  maxProperties: 'count',
  prefixItems: 'schemas',
  items: 'schema',
  unevaluatedItems: 'schema',
  contains: 'schema',
  minContains: 'count',
  maxContains: 'count',
  minItems: 'count',
  maxItems: 'count',
  uniqueItems: 'boolean',
  minimum: 'number',
  maximum: 'number',
  exclusiveMinimum: 'number',
  exclusiveMaximum: 'number',
  multipleOf: 'number',
  minLength: 'count',
  maxLength: 'count',
  $schema: 'text',
  $comment: 'text',
  title: 'text',
  description: 'text',
  default: 'any',
  examples: 'any',
  deprecated: 'boolean',
  readOnly: 'boolean',
  writeOnly: 'boolean',
};

const TYPES = ['null', 'boolean', 'object', 'array', 'number', 'integer', 'string'];

export function isPlain(kind: Kind, value: unknown): boolean {
  if (kind === 'any') return true;
  if (kind === 'boolean') return typeof value === 'boolean';
  if (kind === 'text') return typeof value === 'string';
  if (kind === 'number') return typeof value === 'number';
  if (kind === 'count') return Number.isSafeInteger(value) && Number(value) >= 0;
  if (kind === 'names') return areNames(value);
  if (kind === 'name map') return isObject(value) && Object.values(value).every(areNames);
  if (Array.isArray(value) && value.length === 0) return false;
  return kind === 'type' && [value].flat().every((type) => TYPES.some((known) => known === type));
}

export function isOutOfRange(keyword: string, value: unknown): boolean {
  if (keyword === 'enum') return !Array.isArray(value);
  return keyword === 'multipleOf' && Number(value) <= 0;
}

function areNames(value: unknown): boolean {
  return Array.isArray(value) && value.every((name) => typeof name === 'string');
}
