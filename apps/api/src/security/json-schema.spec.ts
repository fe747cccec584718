import { itAlwaysReturns } from '@app/testing/table';
import { instanceProblems, schemaProblems } from './json-schema';

const VIDEO = {
  type: 'object',
  required: ['url'],
  additionalProperties: false,
  properties: { url: { type: 'string', maxLength: 20 }, quality: { enum: ['720', '1080'] } },
};

describe(schemaProblems, () => {
  itAlwaysReturns('should take %j', [], (schema: unknown) => schemaProblems(schema), [
    VIDEO,
    {},
    { properties: { pattern: true, $ref: { type: ['string', 'null'] } } },
    { oneOf: [{ const: 0 }, false], minimum: 0, multipleOf: 0.5, prefixItems: [{}], items: false },
  ]);

  it.each([
    [{ pattern: '^(a+)+$' }, '/pattern'],
    [{ patternProperties: { '(a+)+': true } }, '/patternProperties'],
    [{ format: 'email' }, '/format'],
    [{ items: { $ref: 'https://other.example/schema.json' } }, '/items/$ref'],
    [{ $dynamicRef: '#a' }, '/$dynamicRef'],
    [{ $defs: { a: {} } }, '/$defs'],
    [{ $id: 'https://other.example/' }, '/$id'],
    [{ constructor: {} }, '/constructor'],
    [{ properties: { a: { anyOf: [{ pattern: 'x' }] } } }, '/properties/a/anyOf/0/pattern'],
    [{ type: 'text' }, '/type'],
    [{ type: ['null'], required: 'a' }, '/required'],
    [{ required: [1] }, '/required'],
    [{ type: [['string']] }, '/type'],
    [{ type: [] }, '/type'],
    [{ title: { $id: 'http://[' } }, '/title'],
    [{ description: { $ref: '#' } }, '/description'],
    [{ $comment: 1 }, '/$comment'],
    [{ $schema: { $id: 'http://[' } }, '/$schema'],
    [{ enum: 'a' }, '/enum'],
    [{ allOf: {} }, '/allOf'],
    [{ allOf: [] }, '/allOf'],
    [{ items: [{}] }, '/items'],
    [{ properties: [] }, '/properties'],
    [{ dependentRequired: { a: 'b' } }, '/dependentRequired'],
    [{ minLength: -1 }, '/minLength'],
    [{ multipleOf: 0 }, '/multipleOf'],
    [{ maximum: '9' }, '/maximum'],
    [{ uniqueItems: 1 }, '/uniqueItems'],
    [{ not: 'a' }, '/not'],
  ])('should refuse %j and say where', (schema, at) => {
    expect(schemaProblems(schema).map((problem) => problem.at)).toEqual([at]);
  });
});

describe(instanceProblems, () => {
  it('should pass what is as the schema wants it', () => {
    expect(instanceProblems({ url: 'https://a.example', quality: '720' }, VIDEO)).toEqual([]);
  });

  it.each([
    [{}, ''],
    [{ url: 7 }, '/url'],
    [{ url: 'x'.repeat(21) }, '/url'],
    [{ url: 'a', quality: '9' }, '/quality'],
    [{ url: 'a', more: 1 }, '/more'],
    [null, ''],
    [[], ''],
  ])('should say where %j is wrong', (instance, at) => {
    const problems = instanceProblems(instance, VIDEO);
    expect(problems.length).toBeGreaterThan(0);
    expect(problems.every((problem) => problem.at === at)).toBe(true);
  });

  it.each([
    [{ contains: { const: 1 } }, [2]],
    [{ not: {} }, 1],
    [{ oneOf: [{}, {}] }, 1],
    [{ anyOf: [false, { type: 'string' }] }, 1],
    [{ if: { type: 'integer' }, then: { minimum: 5 } }, 1],
    [{ propertyNames: { maxLength: 1 } }, { ab: 1 }],
    [{ unevaluatedItems: false }, [1]],
    [{ dependentSchemas: { a: false } }, { a: 1 }],
    [{ dependentRequired: { a: ['b'] } }, { a: 1 }],
    [{ uniqueItems: true }, [{ a: 1 }, { a: 1 }]],
    [{ multipleOf: 0.1 }, 0.25],
    [false, 1],
  ])('should find that by %j %j is wrong', (schema, instance) => {
    expect(instanceProblems(instance, schema as object).length).toBeGreaterThan(0);
  });

  it('should bound what it says', () => {
    const long = 'x'.repeat(10_000);
    const schema = { items: { allOf: [{ const: long }, { const: `${long}y` }] } };
    const problems = instanceProblems(
      Array.from({ length: 90 }, () => 1),
      schema,
    );
    expect(problems).toHaveLength(20);
    for (const { message } of problems) expect(message.length).toBeLessThanOrEqual(301);
  });

  it('should be cheap for the worst that fits in a request', () => {
    const schema = { items: { anyOf: Array.from({ length: 45 }, () => ({ not: {} })) }, uniqueItems: true };
    const started = process.threadCpuUsage();
    instanceProblems(
      Array.from({ length: 45 }, (_, index) => ({ index })),
      schema,
    );
    const { user, system } = process.threadCpuUsage(started);
    expect((user + system) / 1_000).toBeLessThan(250);
  });
});
