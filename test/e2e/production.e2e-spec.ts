import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { freePort } from '../../apps/local/src/services/free-port';
import { TestSystem } from '../support/system';
import { until } from '../support/until';

/** The built programs with NODE_ENV=production, as a school starts them. */
describe('production', () => {
  let system: TestSystem;

  beforeAll(async () => {
    system = await TestSystem.start({ api: false, workers: 0 });
  });

  afterAll(() => system.close());

  const start = (app: string, env: Record<string, string>) => {
    const child = spawn(process.execPath, [`dist/apps/${app}/src/main.js`], {
      env: { PATH: process.env.PATH, ...system.environment({ NODE_ENV: 'production', ...env }) },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
    const ended = once(child, 'close').then(([code]) => ({ code: code as number | null, output }));
    return { child, ended, text: () => output };
  };
  const refused = ['JWT_SECRET_KEY', 'ENCRYPTION_KEY', 'GOOGLE_ROOT_URL', 'EGRESS_ALLOW'];

  it.each(['api', 'worker'])(
    'should not start the %s with the settings of a test, and say all of them',
    async (app) => {
      const { code, output } = await start(app, {}).ended;
      expect(code).toBe(1);
      for (const name of refused) expect(output).toContain(`  - ${name}: `);
      expect(output).not.toContain('an encryption key for tests');
      expect(output).not.toMatch(/^\s+at /m);
    },
  );

  it.each(['api', 'worker'])('should start the %s with them when it is told so, and warn', async (app) => {
    const port = String(await freePort());
    const ports = { PORT: port, WORKER_PORT: port };
    const { child, ended, text } = start(app, { ...ports, DANGEROUSLY_ALLOW_TEST_SETTINGS: 'true' });
    try {
      await until(
        async () => (await fetch(`http://127.0.0.1:${port}/readyz`).catch(() => undefined))?.ok,
        30_000,
      );
    } finally {
      child.kill('SIGTERM');
      await ended;
    }
    const warnings = text()
      .split('\n')
      .filter((line) => line.includes('"level":"warn"') || line.includes('"level":40'));
    for (const name of refused) {
      expect(warnings).toContainEqual(expect.stringContaining(`lets this through: ${name}: `));
    }
  });
});
