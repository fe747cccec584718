import { isObject } from '../docs/document';
import { validate } from '@cfworker/json-schema';
import { KEYWORDS, isPlain, isOutOfRange } from './json-schema-keywords';

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

const MAX_LENGTH = 300;

function shortened(text: string): string {
  return text.length > MAX_LENGTH ? `${text.slice(0, MAX_LENGTH)}…` : text;
}
