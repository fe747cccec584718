import { readFileSync } from 'node:fs';
import type { OpenAPIObject } from '@nestjs/swagger';
import { isObject, type Json, operationsOf, placesOf, schemasOf } from './document';

/** As committed; `npm run check` proves that it is what the code says. */
const document = JSON.parse(readFileSync('openapi.json', 'utf8')) as OpenAPIObject;
const operations = operationsOf(document).map(({ operation }) => operation);

function* objectsIn(value: unknown): Generator<Json> {
  if (Array.isArray(value)) for (const member of value) yield* objectsIn(member);
  if (!isObject(value)) return;
  yield value;
  for (const member of Object.values(value)) yield* objectsIn(member);
}

describe('openapi.json', () => {
  it('should name every operation once, by a verb and a noun', () => {
    const names = operations.map(({ operationId }) => operationId);
    expect(new Set(names).size).toBe(names.length);
    expect(names.filter((name) => !/^[a-z]+(?:[A-Z][a-z]*)+$/.test(name))).toEqual([]);
  });

  it('should say what each operation answers when it goes well', () => {
    const silent = operations.filter(
      ({ responses }) => !Object.keys(responses).some((status) => /^[23]/.test(status)),
    );
    expect(silent).toEqual([]);
  });

  it('should say of every operation who may call it', () => {
    expect(operations.filter(({ security }) => security === undefined)).toEqual([]);
    const { security } = operations.find(({ operationId }) => operationId === 'listDownloads') ?? {};
    expect(security).toContainEqual({ apiKey: ['downloads:read'] });
  });

  it('should name its schemas without our suffix', () => {
    expect(Object.keys(schemasOf(document)).filter((name) => name.endsWith('Dto'))).toEqual([]);
  });

  it('should name every set of values once', () => {
    expect([...placesOf(document)].filter(({ schema }) => 'enum' in schema)).toEqual([]);
    const sets = Object.values(schemasOf(document)).flatMap((schema) =>
      schema.enum ? [JSON.stringify(schema.enum)] : [],
    );
    expect(new Set(sets).size).toBe(sets.length);
  });

  it('should call whole numbers integers', () => {
    const fractions = [...objectsIn(document)].filter(({ type }) => [type].flat().includes('number'));
    expect(fractions.filter(({ format }) => format !== 'double')).toEqual([]);
  });

  it('should keep optional what has a default', () => {
    const members = Object.values(schemasOf(document)).flatMap(({ required = [], properties = {} }) =>
      Object.entries(properties as Record<string, Json>).map(([name, schema]) => ({
        schema,
        isRequired: (required as string[]).includes(name),
      })),
    );
    expect(members.filter(({ schema }) => 'default' in schema)).toEqual([]);
    const told = members.filter(({ schema }) => String(schema.description).includes('Default: '));
    expect(told.length).toBeGreaterThan(0);
    expect(told.filter(({ isRequired }) => isRequired)).toEqual([]);
  });

  it('should give our ids a format', () => {
    const ours = /^(?:id|job_id|download_id|video_id|user_id|session_id)$/;
    const strings = operations
      .flatMap(({ parameters = [] }) => parameters)
      .filter(({ name, schema }) => ours.test(String(name)) && (schema as Json).type === 'string');
    const unformatted = strings.filter(({ schema }) => (schema as Json).format !== 'uuid');
    // A tenant is named by people.
    expect(unformatted).toHaveLength(
      operations.filter(({ operationId }) => operationId === 'updateTenant').length,
    );
  });
});
