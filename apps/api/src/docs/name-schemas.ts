import type { OpenAPIObject } from '@nestjs/swagger';
import { isObject, type Json, placesOf, schemaRef, schemasOf } from './document';
import { ENUM_NAMES } from './schema-names';

const SUFFIX = /Dto$/;

/** Takes our suffix off the schemas; every reference follows. */
export function nameSchemas(document: OpenAPIObject): void {
  const entries = Object.entries(schemasOf(document)).map(
    ([name, schema]) => [name.replace(SUFFIX, ''), schema] as const,
  );
  const names = entries.map(([name]) => name);
  const double = names.find((name, index) => names.indexOf(name) !== index);
  if (double !== undefined) throw new Error(`Two schemas would be called ${double}`);
  followReferences(document);
  document.components = { ...document.components, schemas: Object.fromEntries(entries) };
}

function followReferences(value: unknown): void {
  if (Array.isArray(value)) value.forEach(followReferences);
  if (!isObject(value)) return;
  if (typeof value.$ref === 'string') value.$ref = value.$ref.replace(SUFFIX, '');
  Object.values(value).forEach(followReferences);
}

/** Moves every set of values to a schema of its own, so that the same set is one type everywhere. */
export function nameEnums(document: OpenAPIObject): void {
  const found = [...placesOf(document)].filter(({ schema }) => Array.isArray(schema.enum));
  const names = new Map<string, string>();
  for (const { schema, place } of found) {
    const name = ENUM_NAMES[place];
    if (name !== undefined) names.set(keyOf(schema), name);
  }
  for (const { schema, place } of found) {
    const name = names.get(keyOf(schema));
    if (name === undefined) throw new Error(`docs/schema-names.ts has no name for the values of ${place}`);
    schemasOf(document)[name] = { type: 'string', enum: valuesOf(schema) };
    const isNullable = [schema.type, schema.enum].flat().some((value) => value === null || value === 'null');
    delete schema.enum;
    delete schema.type;
    Object.assign(schema, isNullable ? { anyOf: [schemaRef(name), { type: 'null' }] } : schemaRef(name));
  }
}

function keyOf(schema: Json): string {
  return JSON.stringify(valuesOf(schema));
}

function valuesOf(schema: Json): unknown[] {
  return (schema.enum as unknown[]).filter((value) => value !== null);
}
