import type { OpenAPIObject } from '@nestjs/swagger';

/** Any object of the document. */
export type Json = Record<string, unknown>;

export interface Answer extends Json {
  description: string;
  headers?: Record<string, Json>;
  content?: Record<string, Json>;
}

export interface Operation extends Json {
  operationId: string;
  description?: string;
  parameters?: Json[];
  requestBody?: { content: Record<string, Json> };
  responses: Record<string, Answer>;
  security?: Record<string, string[]>[];
}

const METHODS = ['get', 'put', 'post', 'delete', 'patch'] as const;

export function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Every operation with its method. */
export function operationsOf(document: OpenAPIObject): { method: string; operation: Operation }[] {
  return Object.values(document.paths).flatMap((item) =>
    METHODS.flatMap((method) => {
      const operation: unknown = item[method as keyof typeof item];
      return isObject(operation) ? [{ method, operation: operation as Operation }] : [];
    }),
  );
}

export function schemasOf(document: OpenAPIObject): Record<string, Json> {
  return (document.components?.schemas ?? {}) as Record<string, Json>;
}

export function schemaRef(name: string): { $ref: string } {
  return { $ref: `#/components/schemas/${name}` };
}

export function headerRefs(...names: string[]): Record<string, { $ref: string }> {
  return Object.fromEntries(names.map((name) => [name, { $ref: `#/components/headers/${name}` }]));
}

export function parameterRefs(...names: string[]): { $ref: string }[] {
  return names.map((name) => ({ $ref: `#/components/parameters/${name}` }));
}

/** Every schema of a single value, with its place: `Download.status`, `listDownloads.sort`. */
export function* placesOf(document: OpenAPIObject): Generator<{ schema: Json; place: string }> {
  for (const [name, { properties }] of Object.entries(schemasOf(document)))
    for (const [property, schema] of Object.entries((properties ?? {}) as Record<string, Json>))
      yield* withItems(schema, `${name}.${property}`);
  for (const { operation } of operationsOf(document))
    for (const { name, schema } of operation.parameters ?? [])
      if (isObject(schema)) yield* withItems(schema, `${operation.operationId}.${String(name)}`);
}

function* withItems(schema: Json, place: string): Generator<{ schema: Json; place: string }> {
  if (isObject(schema.items)) yield* withItems(schema.items, place);
  yield { schema, place };
}
