import { randomUUID } from 'node:crypto';
import { ApiProcess } from '@app/testing/api-process';
import { Client } from '@app/testing/client';
import { components, paths, type Schema } from '@app/testing/openapi';
import { ADMIN, TestSystem } from '@app/testing/system';

const MAX_STALL_MS = 50;
/** A pause of the garbage collector comes once, what a request costs comes every time. */
const TRIES = 4;
const PREFIX = '/api/v1';
const FORM = 'application/x-www-form-urlencoded';
const JSON_TYPE = 'application/json';

interface Route {
  method: string;
  path: string;
  queries: string[];
  fields: string[];
}

const ROUTES: Route[] = Object.entries(paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, { parameters = [], requestBody }]) => ({
    method: method.toUpperCase(),
    path: path.replaceAll(/\{(\w+)\}/g, (_all, name: string) => (name === 'id' ? randomUUID() : '7')),
    queries: parameters.filter((one) => one.in === 'query').map(({ name }) => name),
    fields: fieldsOf(requestBody?.content[JSON_TYPE]?.schema),
  })),
);
ROUTES.push({ method: 'GET', path: '/queues', queries: [], fields: [] });
ROUTES.push({ method: 'GET', path: '/queues/rows/downloads/7', queries: [], fields: [] });
ROUTES.push({ method: 'PUT', path: '/queues/api/queues/downloads/pause', queries: [], fields: [] });
ROUTES.push({ method: 'POST', path: '/nothing/here', queries: [], fields: [] });

function fieldsOf(schema: Schema = {}): string[] {
  const named = schema.$ref === undefined ? schema : components.schemas[schema.$ref.split('/').at(-1) ?? ''];
  return Object.keys(named?.properties ?? {});
}

interface Sent {
  name: string;
  path: string;
  type?: string;
  body?: string;
}

const MANY_KEYS = Array.from({ length: 110_000 }, (_, index) => `k${String(index)}`);
const object = (keys: string[], value: unknown) =>
  JSON.stringify(Object.fromEntries(keys.map((key) => [key, value])));
const ODD = [':', ' ', '.', '-', '@', '/', 'a', '%', 'ã', '<', '0', '\u0300', 'a.'];
const long = (odd: string, length: number) => odd.repeat(Math.floor(length / odd.length));

function bodiesFor({ path, fields }: Route): Sent[] {
  const json = (name: string, body: string): Sent => ({ name, path, type: JSON_TYPE, body });
  const form = (name: string, body: string): Sent => ({ name, path, type: FORM, body });
  const share = Math.floor(14_000 / Math.max(1, fields.length));
  return [
    json('110,000 keys', object(MANY_KEYS, 1)),
    json('1,500 keys', object(MANY_KEYS.slice(0, 1_500), 1)),
    form('110,000 form keys', MANY_KEYS.join('&')),
    form('2,500 form keys', MANY_KEYS.slice(0, 2_500).join('&')),
    form('one form key 5,000 times', long('scope&', 15_000)),
    json('8,000 levels of arrays', '['.repeat(8_000) + ']'.repeat(8_000)),
    json('2,500 levels of objects', '{"a":'.repeat(2_500) + '1' + '}'.repeat(2_500)),
    json('an array of 7,000', `[${long('1,', 14_000)}1]`),
    json('long arrays in every field', object(fields, long('1', share / 2).split(''))),
    json('deep objects in every field', `{${fields.map((field) => `"${field}":${deep(share)}`).join()}}`),
    json('half a body', '{"username":"'),
    ...(fields.length === 0 ? [] : ODD).map((odd) =>
      json(`"${odd}" in every field`, object(fields, long(odd, share / 3))),
    ),
  ];
}

const deep = (length: number) => '[{"a":'.repeat(length / 10) + '1' + '}]'.repeat(length / 10);

function queriesFor({ path, queries }: Route): Sent[] {
  const names = ['q', ...queries];
  const share = Math.floor(9_000 / names.length);
  const query = (name: string, text: string): Sent => ({ name, path: `${path}?${text}` });
  return [
    query('2,500 queries', MANY_KEYS.slice(0, 2_000).join('&')),
    query('one query 3,000 times', names.map((name) => long(`${name}=1&`, share)).join('')),
    ...(queries.length === 0 ? [] : ODD).map((odd) => {
      const text = encodeURIComponent(long(odd, Math.floor(share / encodeURIComponent(odd).length)));
      return query(`"${odd}" in every query`, names.map((name) => `${name}=${text}`).join('&'));
    }),
    { name: 'a long path', path: `${path}/${long('a.-', 9_000)}` },
    { name: 'a long parameter', path: path.replace(/\/[^/]*$/, `/${long(':', 400)}`) },
  ];
}

describe('hostile requests', () => {
  let system: TestSystem;
  let api: ApiProcess;
  let nobody: Client;
  /** Every body is parsed before it is asked who sends it; who may do everything also gets to what lies behind. */
  let root: Client;

  beforeAll(async () => {
    system = await TestSystem.start({ api: false, workers: 0 });
    api = await ApiProcess.start(system);
    nobody = new Client(api.origin, '');
    const login = { username: ADMIN.email, password: ADMIN.password };
    const { body } = await nobody.post<{ access_token: string }>('/auth/login', login);
    root = new Client(api.origin, body.access_token);
    await nobody.get(`${PREFIX}/openapi.json`);
    await api.longestStallMs();
  });

  afterAll(() => system.close());

  const send = async (method: string, { path, type, body }: Sent): Promise<Response> => {
    const hasBody = body !== undefined && method !== 'GET';
    const headers: Record<string, string> = { authorization: `Bearer ${root.token}` };
    if (hasBody && type !== undefined) headers['content-type'] = type;
    const response = await fetch(api.origin + path, {
      method,
      headers,
      redirect: 'manual',
      ...(hasBody ? { body } : {}),
    });
    return response;
  };

  /** The stall of the one that costs most, the smallest of several tries. */
  const stallOf = async (method: string, sent: Sent): Promise<number> => {
    let least = Infinity;
    for (let tried = 0; tried < TRIES && least > MAX_STALL_MS; tried += 1) {
      // A body over the limit is refused before it is read: then the socket may be gone before all of it is written.
      await send(method, sent).then(
        (answer) => answer.arrayBuffer(),
        () => undefined,
      );
      least = Math.min(least, await api.longestStallMs());
    }
    return least;
  };

  const walk = async (route: Route): Promise<string[]> => {
    const found: string[] = [];
    const all = [...(route.method === 'GET' ? [] : bodiesFor(route)), ...queriesFor(route)];
    for (const sent of all) {
      const ms = await stallOf(route.method, sent);
      if (ms > MAX_STALL_MS) found.push(`${sent.name}: ${String(Math.round(ms))} ms`);
    }
    return found;
  };

  // What ends the caller's own session would come back as 401 for all that follow.
  it.each(ROUTES.filter(({ path }) => !path.endsWith('/logout')).map((route) => ({ ...route })))(
    'should not be stalled by $method $path',
    async (route) => {
      expect(await walk(route)).toEqual([]);
      expect(api.hasEnded).toBe(false);
    },
  );

  it('should name at most 20 wrong fields', async () => {
    const body = Object.fromEntries(MANY_KEYS.slice(0, 80).map((key) => [key, 1]));
    const answer = await nobody.post<{ errors: unknown[]; detail: string }>('/auth/login', body);
    expect(answer.status).toBe(400);
    expect(answer.body.errors).toHaveLength(20);
    expect(answer.body.detail.length).toBeLessThan(1_000);
  });

  it('should not repeat a long field name', async () => {
    const { body } = await nobody.post('/auth/login', { [long('x', 15_000)]: 1 });
    expect(JSON.stringify(body).length).toBeLessThan(2_000);
  });

  it('should refuse a body over the limit of its route', async () => {
    const answer = await nobody.post('/auth/login', { username: long('x', 17_000), password: 'x' });
    expect(answer).toMatchObject({ status: 413, body: { code: 'request.too-large' } });
  });
});
