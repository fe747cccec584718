// A Postman collection (v2.1) made from openapi.json: a folder a tag, a request an operation, with an example of what it
// takes. `baseUrl` and `token` are variables of the collection; a request that needs no caller sends none.

const SCHEMA = 'https://schema.getpostman.com/json/collection/v2.1.0/collection.json';
const METHODS = ['get', 'post', 'put', 'patch', 'delete'];
const MAX_DEPTH = 8;

/** @param document as `openApiDocument` makes it */
export function postmanCollection(document) {
  const folders = new Map(
    document.tags.map(({ name, description }) => [name, { name, description, item: [] }]),
  );
  for (const [path, operations] of Object.entries(document.paths))
    for (const method of METHODS)
      if (operations[method]) {
        const operation = operations[method];
        folders.get(operation.tags[0]).item.push(requestOf(document, { path, method, operation }));
      }
  return {
    info: { name: document.info.title, description: document.info.description, schema: SCHEMA },
    auth: bearer(),
    variable: [
      { key: 'baseUrl', value: 'http://localhost:8001' },
      { key: 'token', value: '' },
    ],
    item: [...folders.values()].filter(({ item }) => item.length > 0),
  };
}

function requestOf(document, { path, method, operation }) {
  const parameters = (operation.parameters ?? []).map((parameter) => resolved(document, parameter));
  const body = bodyOf(document, operation);
  const isPublic = operation.security?.every((one) => Object.keys(one).length === 0);
  return {
    name: `${method.toUpperCase()} ${path.replace('/api/v1', '')}`,
    request: {
      method: method.toUpperCase(),
      description: operation.summary,
      ...(isPublic ? { auth: { type: 'noauth' } } : {}),
      header: body ? [{ key: 'Content-Type', value: 'application/json' }] : [],
      url: urlOf(document, path, parameters),
      ...(body ? { body } : {}),
    },
  };
}

function urlOf(document, path, parameters) {
  const parts = path
    .replaceAll(/\{(\w+)\}/g, ':$1')
    .slice(1)
    .split('/');
  const of = (place) => parameters.filter((parameter) => parameter.in === place);
  const described = ({ name, schema, description, required }) => ({
    key: name,
    value: textOf(exampleOf(document, schema ?? {})),
    ...(description ? { description } : {}),
    ...(required ? {} : { disabled: true }),
  });
  const query = of('query').map(described);
  const variable = of('path').map((parameter) => described({ ...parameter, required: true }));
  return {
    raw: `{{baseUrl}}/${parts.join('/')}`,
    host: ['{{baseUrl}}'],
    path: parts,
    ...(query.length > 0 ? { query } : {}),
    ...(variable.length > 0 ? { variable } : {}),
  };
}

function bodyOf(document, { requestBody }) {
  const schema = requestBody?.content?.['application/json']?.schema;
  if (!schema) return undefined;
  const example = exampleOf(document, schema);
  return { mode: 'raw', raw: JSON.stringify(example, null, 2), options: { raw: { language: 'json' } } };
}

/** What a value of a schema looks like: its own example, or what it is made of, without what may be left out. */
function exampleOf(document, given, depth = 0) {
  const schema = resolved(document, given);
  if (schema.example !== undefined) return schema.example;
  if (schema.const !== undefined) return schema.const;
  if (schema.enum) return schema.enum[0];
  const [form] = schema.oneOf ?? schema.anyOf ?? schema.allOf ?? [];
  if (form) return exampleOf(document, form, depth + 1);
  const [type] = [schema.type].flat();
  if (type === 'object' && depth < MAX_DEPTH) return membersOf(document, schema, depth);
  if (type === 'array')
    return schema.items && depth < MAX_DEPTH ? [exampleOf(document, schema.items, depth + 1)] : [];
  return { object: {}, integer: schema.minimum ?? 1, number: 1, boolean: true }[type] ?? '';
}

function membersOf(document, { properties = {}, required = [] }, depth) {
  return Object.fromEntries(
    Object.entries(properties)
      .filter(
        ([name, { example }]) => required.includes(name) || (required.length === 0 && example !== undefined),
      )
      .map(([name, schema]) => [name, exampleOf(document, schema, depth + 1)]),
  );
}

function textOf(value) {
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

function resolved(document, value) {
  if (!value.$ref) return value;
  const { $ref: reference, ...own } = value;
  const [, ...path] = reference.split('/');
  return { ...path.reduce((place, name) => place[name], document), ...own };
}

function bearer() {
  return { type: 'bearer', bearer: [{ key: 'token', value: '{{token}}', type: 'string' }] };
}
