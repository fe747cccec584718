import { freePort } from '@app/testing/free-port';
import { Program } from '@app/testing/program';
import { until } from '@app/testing/until';
import { useSystem } from '@app/testing/use-system';

const UNSAFE = { NODE_ENV: 'production', ENCRYPTION_KEY: 'an encryption key for tests' };

/** The built programs with NODE_ENV=production, as a school starts them. */
describe('production', () => {
  const system = useSystem({ api: false, workers: 0 });

  const start = (app: string, env: Record<string, string>, flags: string[] = []) =>
    new Program([...flags, `dist/apps/${app}/src/main.js`], {
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
      const flags = ['--import', `data:text/javascript,${encodeURIComponent(pretend)}`];
      const { code, output } = await start(app, {}, flags).ended;
      expect({ code, output }).toEqual({
        code: 1,
        output: expect.stringMatching(
          /^Node 20\.11\.1 is too old: version 24\.9 or newer is needed\.[^\n]*\n$/,
        ) as string,
      });
    },
  );

  it.each(['api', 'worker'])('should start the %s with them when it is told so, and warn', async (app) => {
    const port = String(await freePort());
    const ports = { PORT: port, WORKER_PORT: port };
    const program = start(app, { ...ports, DANGEROUSLY_ALLOW_TEST_SETTINGS: 'true' });
    try {
      await until(
        async () => (await fetch(`http://127.0.0.1:${port}/readyz`).catch(() => undefined))?.ok,
        90_000,
      );
      // It finds what the build of the dashboard left beside it.
      if (app === 'api') expect((await fetch(`http://127.0.0.1:${port}/app/`)).status).toBe(200);
    } finally {
      program.signal('SIGTERM');
      await program.ended;
    }
    const warnings = program.log
      .split('\n')
      .filter((line) => line.includes('"level":"warn"') || line.includes('"level":40'));
    for (const name of refusedBy(app)) {
      expect(warnings).toContainEqual(expect.stringContaining(`lets this through: ${name}: `));
    }
  });
});
