import { readFileSync } from 'node:fs';

interface Request {
  name: string;
  request: {
    method: string;
    auth?: { type: string };
    url: { raw: string; path: string[]; variable?: { key: string }[] };
    body?: { raw: string };
  };
}
interface Collection {
  info: { schema: string };
  auth: { type: string };
  variable: { key: string; value: string }[];
  item: { name: string; item: Request[] }[];
}

const read = (file: string): unknown => JSON.parse(readFileSync(file, 'utf8'));
const collection = read('postman/Classroom_Downloader_API.postman_collection.json') as Collection;
const { paths } = read('openapi.json') as { paths: Record<string, Record<string, { security?: object[] }>> };
const requests = collection.item.flatMap(({ item }) => item);

/** That it is the newest, `npm run check` proves. */
describe('the Postman collection', () => {
  it('should have a request for every operation, once', () => {
    const operations = Object.entries(paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method.toUpperCase()} ${path.replace('/api/v1', '')}`),
    );
    expect(requests.map(({ name }) => name).sort()).toEqual(operations.sort());
  });

  it('should name every part of an address that has to be filled in', () => {
    for (const { request } of requests) {
      const open = request.url.path.filter((part) => part.startsWith(':')).map((part) => part.slice(1));
      expect((request.url.variable ?? []).map(({ key }) => key).sort()).toEqual(open.sort());
      expect(request.url.raw).toBe(`{{baseUrl}}/${request.url.path.join('/')}`);
    }
  });

  it('should send no token where none is wanted, and hold none', () => {
    const login = requests.find(({ name }) => name === 'POST /auth/login');
    expect(login?.request.auth).toEqual({ type: 'noauth' });
    expect(requests.find(({ name }) => name === 'GET /downloads')?.request.auth).toBeUndefined();
    expect(collection.auth.type).toBe('bearer');
    expect(collection.variable).toContainEqual({ key: 'token', value: '' });
  });

  it('should show bodies that can be read', () => {
    const bodies = requests.flatMap(({ request }) => request.body ?? []);
    expect(bodies.length).toBeGreaterThan(20);
    for (const { raw } of bodies) expect(() => JSON.parse(raw) as unknown).not.toThrow();
    const login = requests.find(({ name }) => name === 'POST /auth/login');
    expect(JSON.parse(login?.request.body?.raw ?? '')).toHaveProperty('password');
  });
});
