import { isObject } from '../docs/document';
import { validate } from '@cfworker/json-schema';

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
const KEYWORDS: Record<string, Kind> = {
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
/** They only say that something inside them is wrong, which is said itself. */
const PARENTS = [
  'properties',
  'additionalProperties',
  'unevaluatedProperties',
  'propertyNames',
  'items',
  'prefixItems',
  'unevaluatedItems',
  'allOf',
  'if',
  'dependentSchemas',
];
const MAX_PROBLEMS = 20;

export interface SchemaProblem {
  /** A JSON pointer. */
  at: string;
  message: string;
}

/** Why a schema is not one that is checked. Its size and depth are those of the request. */
export function schemaProblems(schema: unknown, at = ''): SchemaProblem[] {
  if (typeof schema === 'boolean') return [];
  if (!isObject(schema)) return [{ at, message: 'must be a JSON schema: an object, true or false' }];
  return Object.entries(schema).flatMap(([keyword, value]) => {
    const here = `${at}/${keyword}`;
    const kind = Object.hasOwn(KEYWORDS, keyword) ? KEYWORDS[keyword] : undefined;
    if (kind === undefined)
      return [{ at: here, message: `${shortened(keyword)} is not a keyword that is checked` }];
    if (kind === 'schema') return schemaProblems(value, here);
    if (kind === 'schemas' && Array.isArray(value) && value.length > 0)
      return value.flatMap((one, index) => schemaProblems(one, `${here}/${String(index)}`));
    if (kind === 'schema map' && isObject(value))
      return Object.entries(value).flatMap(([name, one]) => schemaProblems(one, `${here}/${name}`));
    if (isPlain(kind, value) && !isOutOfRange(keyword, value)) return [];
    return [{ at: here, message: `${keyword} does not have the value that JSON Schema wants` }];
  });
}

/** What is wrong with a value by a schema without `schemaProblems`. It is interpreted: a compiler would run what a caller wrote. */
export function instanceProblems(instance: unknown, schema: object): SchemaProblem[] {
  const { errors } = validate(instance, schema, '2020-12', undefined, false);
  const own = errors.filter(({ keyword }) => !PARENTS.includes(keyword));
  return (own.length > 0 ? own : errors)
    .slice(0, MAX_PROBLEMS)
    .map(({ instanceLocation, error }) => ({ at: instanceLocation.slice(1), message: shortened(error) }));
}

function isPlain(kind: Kind, value: unknown): boolean {
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

function isOutOfRange(keyword: string, value: unknown): boolean {
  if (keyword === 'enum') return !Array.isArray(value);
  return keyword === 'multipleOf' && Number(value) <= 0;
}

function areNames(value: unknown): boolean {
  return Array.isArray(value) && value.every((name) => typeof name === 'string');
}

const MAX_LENGTH = 300;

function shortened(text: string): string {
  return text.length > MAX_LENGTH ? `${text.slice(0, MAX_LENGTH)}…` : text;
}
