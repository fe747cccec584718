import { readFileSync } from 'node:fs';
import Ajv from 'ajv';
import { fullFormats } from 'ajv-formats/dist/formats';
import { asyncApiDocument } from './async-api';

describe('asyncapi.json', () => {
  it('should be an AsyncAPI 3 document', () => {
    const schema = JSON.parse(
      readFileSync(require.resolve('@asyncapi/specs/schemas/3.0.0.json'), 'utf8'),
    ) as object;
    const ajv = new Ajv({ strict: false, meta: false, validateSchema: false, formats: fullFormats });
    const validate = ajv.compile(schema);
    validate(asyncApiDocument());
    expect(validate.errors).toBeNull();
  });

  it('should lead every reference to something', () => {
    const document = asyncApiDocument();
    const missing = [...JSON.stringify(document).matchAll(/"\$ref":"#\/([^"]+)"/g)].filter(
      ([, path = '']) => path.split('/').reduce<unknown>(memberOf, document) === undefined,
    );
    expect(missing).toEqual([]);
  });
});

function memberOf(value: unknown, name: string): unknown {
  return (value as Record<string, unknown> | undefined)?.[name];
}
