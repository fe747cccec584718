import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { freePort } from '@app/testing/free-port';
import { Program } from '@app/testing/program';
import { ADMIN } from '@app/testing/system';
import { until } from '@app/testing/until';
import { useSystem } from '@app/testing/use-system';

const UNSAFE = { NODE_ENV: 'production', ENCRYPTION_KEY: 'an encryption key for tests' };

const TELL_LOADED = `import { Module } from 'node:module';
process.on('SIGUSR2', () => console.log('loaded: ' + Object.keys(Module._cache).join(' ')));`;
/** A native addon, and what looks for its binary. */
const NATIVE =
  /node_modules\/(msgpackr-extract|@msgpackr-extract|node-gyp-build-optional-packages|detect-libc)\//;

const toImport = (code: string) => `data:text/javascript,${encodeURIComponent(code)}`;

/** The built programs with NODE_ENV=production, as a school starts them. */
describe('production', () => {
  const system = useSystem({ api: false, workers: 0 });

  const start = (app: string, env: Record<string, string>, flags: string[] = []) =>
    new Program([...flags, app === 'local' ? 'dist/apps/local/src/main.js' : `dist/${app}.js`], {
      PATH: process.env.PATH,
      ...system.environment({ ...UNSAFE, ...env }),
    });
  // A worker does not read what signs people in.
  const refusedBy = (app: string) => [
    ...(app === 'api' ? ['JWT_SECRET_KEY'] : []),
    'ENCRYPTION_KEY',
    'GOOGLE_ROOT_URL',
    'EGRESS_ALLOW',
  ];

  it.each(['api', 'worker'])(
    'should not start the %s with the settings of a test, and say all of them',
    async (app) => {
      const { code, output } = await start(app, {}).ended;
      expect(code).toBe(1);
      for (const name of refusedBy(app)) expect(output).toContain(`  - ${name}: `);
      expect(output).not.toContain('an encryption key for tests');
      expect(output).not.toMatch(/^\s+at /m);
    },
  );

  it.each(['api', 'worker', 'local'])(
    'should say in one line that Node is too old for the %s',
    async (app) => {
      // What the process finds before it loads anything of ours.
      const pretend =
        "Object.defineProperty(process.versions, 'node', { value: '20.11.1' }); delete Error.isError";
      const { code, output } = await start(app, {}, ['--import', toImport(pretend)]).ended;
      expect({ code, output }).toEqual({
        code: 1,
        output: expect.stringMatching(
          /^Node 20\.11\.1 is too old: version 24\.9 or newer is needed\.[^\n]*\n$/,
        ) as string,
      });
    },
  );

  describe('that is told to start with them', () => {
    const told = async (app: string) => {
      const port = String(await freePort());
      const env = { PORT: port, WORKER_PORT: port, DANGEROUSLY_ALLOW_TEST_SETTINGS: 'true' };
      const program = start(app, env, ['--import', toImport(TELL_LOADED)]);
      const origin = `http://127.0.0.1:${port}`;
      await until(async () => (await fetch(`${origin}/readyz`).catch(() => undefined))?.ok, 90_000);
      return { program, origin };
    };

    it.each(['api', 'worker'])('should start the %s, and warn', async (app) => {
      const { program } = await told(app);
      await program.kill('SIGTERM');
      const warnings = program.log
        .split('\n')
        .filter((line) => line.includes('"level":"warn"') || line.includes('"level":40'));
      for (const name of refusedBy(app)) {
        expect(warnings).toContainEqual(expect.stringContaining(`lets this through: ${name}: `));
      }
    });

    it('should find in its bundle what pages, documents and checks are made of', async () => {
      const { program, origin } = await told('api');
      try {
        const signedIn = await post(`${origin}/auth/login`, {
          username: ADMIN.email,
          password: ADMIN.password,
        });
        const cookie = signedIn.headers.getSetCookie()[0]?.split(';')[0] ?? '';
        const get = (path: string) => fetch(new URL(path, origin), { headers: { cookie } });
        for (const page of ['/app/', '/docs', '/redoc', '/queues']) {
          const html = await (await get(page)).text();
          const base = new URL(/<base href="([^"]+)"/.exec(html)?.[1] ?? page, origin);
          const files = [...html.matchAll(/<(?:script|link)[^>]+(?:src|href)="([^"#]+)"/g)]
            .map(([, file]) => new URL(file ?? '', base))
            .filter((file) => file.origin === origin);
          expect([page, files.length > 0]).toEqual([page, true]);
          for (const file of files)
            expect([file.pathname, (await get(file.pathname)).status]).toEqual([file.pathname, 200]);
        }
        const served = (await (await get('/openapi.json')).json()) as object;
        const written = JSON.parse(await readFile('openapi.json', 'utf8')) as object;
        expect(served).toEqual(written);
        const refused = await post(`${origin}/auth/login`, { username: 7 });
        expect(await refused.json()).toMatchObject({
          code: 'request.invalid',
          errors: [{ field: 'username' }, { field: 'password' }],
        });
        // A library that is there twice keeps two truths: nothing comes from outside of the bundle.
        program.signal('SIGUSR2');
        await until(() => program.log.includes('loaded: '));
        const loaded = /^loaded: (.*)$/m.exec(program.log)?.[1]?.split(' ') ?? [];
        expect(loaded).toContain(resolve('dist/api.js'));
        expect(loaded.filter((file) => file.includes('node_modules') && !NATIVE.test(file))).toEqual([]);
      } finally {
        await program.kill('SIGTERM');
      }
    });
  });
});

function post(url: string, body: object): Promise<Response> {
  return fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
}
