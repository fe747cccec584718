import { readFileSync } from 'node:fs';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020';
import { fullFormats } from 'ajv-formats/dist/formats';

type Json = Record<string, unknown>;

interface DescribedAnswer {
  headers?: Record<string, Json>;
  content?: Record<string, { schema: Json }>;
}

interface Operation {
  operationId: string;
  responses: Record<string, Json>;
}

interface Document {
  paths: Record<string, Record<string, Operation>>;
  components: Record<'schemas' | 'responses' | 'headers', Record<string, Json>>;
}

export interface SeenAnswer {
  method: string;
  path: string;
  status: number;
  headers: Headers;
  text: string;
}

const PREFIX = '/api/v1';
/** Headers that an answer may have only if the document says so. */
const TOLD = ['location', 'etag', 'retry-after', 'ratelimit', 'ratelimit-policy'];

const document = JSON.parse(readFileSync('openapi.json', 'utf8')) as Document;
const routes = Object.entries(document.paths)
  .map(([path, methods]) => ({ pattern: patternOf(path), methods, parameters: path.split('{').length }))
  .sort((a, b) => a.parameters - b.parameters);
const validators = new Map<string, ValidateFunction>();
let ajv: Ajv2020 | undefined;

/** Fails when openapi.json does not describe an answer: its status, its headers, or the shape of its body. */
export function checkAnswer(answer: SeenAnswer): void {
  const operation = operationOf(answer);
  if (!operation) return;
  const described = resolved(operation.responses[String(answer.status)]) as DescribedAnswer | undefined;
  const problems = described ? problemsOf(answer, described) : ['the document has no such status'];
  if (problems.length === 0) return;
  const { method, path, status, text } = answer;
  throw new Error(
    `${operation.operationId} (${method} ${path}) answered ${String(status)} as openapi.json does not say: ` +
      `${problems.join('; ')}\n${text.slice(0, 2_000)}`,
  );
}

function operationOf({ method, path }: SeenAnswer): Operation | undefined {
  const [bare = ''] = path.split('?');
  const full = (bare.startsWith(PREFIX) ? bare : PREFIX + bare).replace(/\/$/, '');
  const verb = method === 'HEAD' ? 'get' : method.toLowerCase();
  return routes.find(({ pattern, methods }) => pattern.test(full) && methods[verb])?.methods[verb];
}

function patternOf(path: string): RegExp {
  return new RegExp(`^${path.replaceAll('.', '\\.').replaceAll(/\{\w+\}/g, '[^/]+')}$`);
}

function problemsOf(
  { headers, text, method }: SeenAnswer,
  { headers: told = {}, content = {} }: DescribedAnswer,
): string[] {
  const names = Object.keys(told).map((name) => name.toLowerCase());
  const missing = Object.entries(told).filter(
    ([name, header]) => resolved(header)?.required === true && !headers.has(name),
  );
  const untold = TOLD.filter((name) => headers.has(name) && !names.includes(name));
  return [
    ...missing.map(([name]) => `no ${name}`),
    ...untold.map((name) => `${name} is not described`),
    ...(method === 'HEAD' ? [] : bodyProblems(text, headers.get('content-type') ?? '', content)),
  ];
}

function bodyProblems(text: string, type: string, content: Record<string, { schema: Json }>): string[] {
  if (Object.keys(content).length === 0) return text === '' ? [] : ['a body that is not described'];
  // Specs put one file in the place of another.
  if (!Object.keys(content).some((media) => media.includes('json'))) return [];
  const [media = ''] = type.split(';');
  const schema = (content[media] ?? content[media.replace(/\/.*/, '/*')])?.schema;
  if (!schema) return [`content type ${type} is not described`];
  if (!media.includes('json')) return [];
  const validate = validatorOf(schema);
  if (validate(JSON.parse(text))) return [];
  return (validate.errors ?? []).map(
    ({ instancePath, message, params }) => `${instancePath} ${message ?? ''} ${JSON.stringify(params)}`,
  );
}

function validatorOf(schema: Json): ValidateFunction {
  const key = JSON.stringify(schema);
  const known = validators.get(key);
  if (known) return known;
  ajv ??= compiler();
  const validate = ajv.compile(JSON.parse(key.replaceAll('#/components/schemas/', 'api#/$defs/')) as Json);
  validators.set(key, validate);
  return validate;
}

function compiler(): Ajv2020 {
  const all = new Ajv2020({ strict: false, allErrors: true, formats: fullFormats });
  const schemas = Object.entries(document.components.schemas).map(([name, schema]) => [name, closed(schema)]);
  const $defs = JSON.parse(
    JSON.stringify(Object.fromEntries(schemas)).replaceAll('#/components/schemas/', '#/$defs/'),
  ) as Json;
  all.addSchema({ $id: 'api', $defs });
  return all;
}

/** Programs may meet members that a later version has; here every member must be described. */
function closed(schema: Json): Json {
  return schema.properties === undefined ? schema : { additionalProperties: false, ...schema };
}

function resolved(value: Json | undefined): Json | undefined {
  if (typeof value?.$ref !== 'string') return value;
  const [, , kind = '', name = ''] = value.$ref.split('/');
  return document.components[kind as keyof Document['components']][name];
}
