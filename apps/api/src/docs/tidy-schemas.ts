import type { OpenAPIObject } from '@nestjs/swagger';
import { isObject, type Json, operationsOf, placesOf, schemasOf } from './document';
import { OPEN_SCHEMAS } from './schema-names';

/** Members whose values exceed 32 bits. */
const LARGE = /[._](?:bytes|size|seq|speed)$/;

/**
 * Schemas as generators want them: whole numbers are integers where a DTO does not say `double`, a lone reference
 * stands for itself, and what validation refuses to take in a request is not in its schema either.
 */
export function tidySchemas(document: OpenAPIObject): void {
  for (const { schema, place } of placesOf(document)) {
    countWhole(schema, place);
    referDirectly(schema);
  }
  for (const { properties } of Object.values(schemasOf(document)))
    for (const schema of Object.values((properties ?? {}) as Record<string, Json>)) tellDefault(schema);
  for (const name of OPEN_SCHEMAS)
    Object.assign(schemasOf(document)[name] ?? {}, { additionalProperties: true });
  for (const { requestBody } of operationsOf(document).map(({ operation }) => operation))
    for (const { schema } of Object.values(requestBody?.content ?? {})) close(document, schema);
}

function countWhole(schema: Json, place: string): void {
  const types = [schema.type].flat();
  if (!types.includes('number') || schema.format !== undefined) return;
  schema.type = types.length === 1 ? 'integer' : types.map((type) => (type === 'number' ? 'integer' : type));
  if (LARGE.test(place)) schema.format = 'int64';
}

/** Told in words: generators take a member with a default for one that is always there, also in requests. */
function tellDefault(schema: Json): void {
  if (!('default' in schema)) return;
  const words = `Default: ${JSON.stringify(schema.default)}.`;
  schema.description = typeof schema.description === 'string' ? `${schema.description}. ${words}` : words;
  delete schema.default;
}

/** In 3.1 a reference may have neighbours. */
function referDirectly(schema: Json): void {
  if (!Array.isArray(schema.allOf) || schema.allOf.length !== 1) return;
  Object.assign(schema, schema.allOf[0]);
  delete schema.allOf;
  delete schema.type;
}

/** Unknown members are refused: see `requestValidation`. */
function close(document: OpenAPIObject, schema: unknown): void {
  if (!isObject(schema)) return;
  if (Array.isArray(schema.oneOf)) for (const form of schema.oneOf) close(document, form);
  const target = schemasOf(document)[String(schema.$ref).split('/').pop() ?? ''];
  if (target) target.additionalProperties = false;
}
