import { randomUUID } from 'node:crypto';
import type { Client } from '@app/testing/client';
import { components, paths, type Schema } from '@app/testing/openapi';
import { addPerson, superAdmin } from '@app/testing/people';
import { ANA, HISTORY } from '@app/testing/sandbox-school';
import { useSystem } from '@app/testing/use-system';

/** Closing the session, or every one, would leave the rest of the walk to strangers. */
const LEFT_OUT = ['signOut', 'changePassword'];

interface Route {
  operation: string;
  method: string;
  path: string;
  /** Names of what stands in the path and the query. */
  inPath: string[];
  queries: string[];
  /** A request that is right, for each form that the body may have. */
  bodies: Record<string, unknown>[];
}

const ROUTES: Route[] = Object.entries(paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, { operationId, parameters = [], requestBody }]) => ({
    operation: operationId,
    method: method.toUpperCase(),
    path,
    inPath: [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name ?? ''),
    queries: parameters.filter((one) => one.in === 'query').map(({ name }) => name),
    bodies: bodiesOf(requestBody?.content['application/json']?.schema),
  })),
);

function bodiesOf(schema?: Schema): Record<string, unknown>[] {
  if (schema === undefined) return [];
  const { oneOf, properties = {} } = resolved(schema);
  if (oneOf) return oneOf.flatMap((one) => bodiesOf(one));
  return [Object.fromEntries(Object.entries(properties).map(([name, one]) => [name, exampleOf(one)]))];
}

function resolved(schema: Schema): Schema {
  const name = schema.$ref?.split('/').at(-1);
  return name === undefined ? schema : { ...components.schemas[name], ...schema };
}

function exampleOf(schema: Schema): unknown {
  const { example, enum: values, type, items } = resolved(schema);
  if (example !== undefined) return example;
  if (values) return values[0];
  if (type === 'array') return items ? [exampleOf(items)] : [];
  if (type === 'boolean') return true;
  return type === 'string' ? 'aurora' : 1;
}

const ODD_TEXTS = [
  '',
  '\u0000',
  '\uD800',
  '%00',
  "'; DROP TABLE users; --",
  '../../etc/passwd',
  '__proto__',
  '-1',
  '1e400',
  '99999999999999999999999999',
  '2026-02-30T25:61:61Z',
  '-000001-01-01T00:00:00Z',
  'http://[::1',
  'https://xn--a.example/',
  randomUUID().toUpperCase(),
  'x'.repeat(5_000),
  '🎬'.repeat(500),
];
const ODD_VALUES: unknown[] = [
  null,
  0,
  1.5,
  2 ** 31,
  2 ** 53,
  1e308,
  [],
  [null],
  [{}],
  {},
  { toString: 'x' },
  { $ne: null },
  Array.from({ length: 500 }, () => 'x'),
  ...ODD_TEXTS,
];

describe('odd values in every place', () => {
  const system = useSystem();
  let callers: Client[];
  let ids: Record<string, string>;

  beforeAll(async () => {
    const admin = await addPerson(system, { name: 'ana', role: 'admin' });
    callers = [system.client(), admin.client, await superAdmin(system)];
    const key = system.client();
    const credential = await key.connect(ANA);
    await key.get(`/courses/${HISTORY}/coursework?credential_id=${String(credential)}`);
    const asked = await key.post<{ id: string }>('/downloads', {
      url: `${system.sandbox.origin}/media/museu.mp4`,
    });
    await key.ended(asked.body.id);
    ids = { course_id: HISTORY, credential_id: String(credential), id: asked.body.id, lang: 'pt' };
  });

  const urlOf = ({ path, inPath }: Route, given: Record<string, string>, query: [string, string][] = []) => {
    const filled = inPath.reduce((url, name) => {
      const value = given[name] ?? ids[name] ?? randomUUID();
      return url.replace(`{${name}}`, () => encodeURIComponent(value.toWellFormed()));
    }, path);
    const wellFormed = query.map(([name, value]): [string, string] => [name, value.toWellFormed()]);
    return query.length === 0 ? filled : `${filled}?${new URLSearchParams(wellFormed).toString()}`;
  };

  /** Who of the callers is let in, by the plain request. */
  const callerFor = async (route: Route): Promise<Client | undefined> => {
    for (const caller of callers) {
      const { status } = await caller.call(urlOf(route, {}), { method: route.method, body: route.bodies[0] });
      if (status !== 401 && status !== 403) return caller;
    }
    return callers[0];
  };

  const requestsOf = (route: Route): { url: string; body?: unknown; what: string }[] => {
    const plain = urlOf(route, {});
    const [body] = route.bodies;
    const needed: [string, string][] = route.queries.includes('credential_id')
      ? [['credential_id', ids.credential_id ?? '']]
      : [];
    return [
      ...route.inPath.flatMap((name) =>
        ODD_TEXTS.filter((odd) => odd.trim() !== '' && odd.length < 600).map((odd) => ({
          url: urlOf(route, { [name]: odd }, needed),
          body,
          what: `${name} ${odd.slice(0, 40)}`,
        })),
      ),
      ...route.queries.flatMap((name) =>
        ODD_TEXTS.map((odd) => ({
          url: urlOf(route, {}, [...needed.filter(([other]) => other !== name), [name, odd]]),
          body,
          what: `?${name}=${odd.slice(0, 40)}`,
        })),
      ),
      ...route.queries.map((name) => ({
        url: `${plain}?${name}[]=1&${name}[a]=2&${name}=3&${name}=4`,
        body,
        what: `${name} several times`,
      })),
      ...route.bodies.flatMap((right) =>
        Object.keys(right).flatMap((name) =>
          ODD_VALUES.map((odd) => ({
            url: plain,
            body: { ...right, [name]: odd },
            what: `${name}: ${JSON.stringify(odd).slice(0, 40)}`,
          })),
        ),
      ),
      ...(route.bodies.length === 0 ? [] : [[], 'text', 7, null]).map((odd) => ({
        url: plain,
        body: odd,
        what: `body ${JSON.stringify(odd)}`,
      })),
    ];
  };

  it.each(ROUTES.filter(({ operation }) => !LEFT_OUT.includes(operation)))(
    'should answer $operation without an error of ours',
    async (route) => {
      const broken: string[] = [];
      const caller = await callerFor(route);
      for (const { url, body, what } of requestsOf(route)) {
        const problem = await caller?.call(url, { method: route.method, body }).then(
          ({ status }) => (status >= 500 ? String(status) : undefined),
          (error: unknown) => (error as Error).message,
        );
        if (problem !== undefined) broken.push(`${what}: ${problem}`);
      }
      expect(broken).toEqual([]);
    },
    120_000,
  );
});
