import { cp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { DataSource } from 'typeorm';
import { freePort } from '@app/testing/free-port';
import type { DownloadBody } from '@app/testing/client';
import { sharedParts, temporaryDirectory, testDatabase, testRedis } from '@app/testing/parts';
import { processesOf } from '@app/testing/processes';
import { Program } from '@app/testing/program';
import { TestSystem } from '@app/testing/system';
import { until } from '@app/testing/until';

/** The built programs, as people and machines start them. */
describe('the commands', () => {
  let directory: { path: string; remove: () => Promise<void> };

  beforeAll(async () => {
    directory = await temporaryDirectory();
    // The films of the sandbox, which the demo makes where there are none: the global set-up did.
    await cp(sharedParts().mediaDirectory, join(directory.path, 'sandbox-media'), { recursive: true });
  });

  afterAll(() => directory.remove());

  const run = (args: string[], env: Record<string, string> = {}, inherit = true) =>
    new Program(args, { ...(inherit ? process.env : { PATH: process.env.PATH }), ...env });

  it('should download a whole course in the demo and print the files', async () => {
    const { ended } = run(['dist/apps/local/src/main.js', 'demo'], { DATA_DIR: directory.path });
    const { code, output } = await ended;
    expect(output).toContain('História do Brasil 9º ano');
    expect(output.match(/\.mp4 +│ [\d.]+ MB │ [\d.]+ s +│ [0-9a-f]{12} │/g)).toHaveLength(8);
    expect(output).toContain(
      'Left out: Correção da prova.mp4. The owner does not allow this file to be downloaded.',
    );
    expect(code).toBe(0);
    expect(await processesOf(directory.path)).toEqual([]);
  });

  it('should start the whole system, and leave nothing running after Ctrl-C or kill -9', async () => {
    const port = String(await freePort());
    const env = { DATA_DIR: directory.path, PORT: port };
    for (const signal of ['SIGINT', 'SIGKILL'] as const) {
      const program = run(['dist/apps/local/src/main.js', 'start'], env);
      await until(() => program.log.includes('Ctrl-C ends it.'));
      expect((await fetch(`http://127.0.0.1:${port}/health`)).status).toBe(200);
      const taken = await run(['dist/apps/local/src/main.js', 'start'], env).ended;
      expect(taken).toMatchObject({
        code: 1,
        output: expect.stringContaining(`Port ${port} is taken`) as string,
      });
      program.signal(signal);
      await until(async () => (await processesOf(directory.path)).length === 0);
    }
  });

  it('should migrate, revert and find no difference between entities and schema', async () => {
    const database = await testDatabase();
    const migrate = (command: string) =>
      run(['dist/libs/database/src/migrate.js', command], { DATABASE_URL: database.url }, false).ended;
    try {
      expect(await migrate('check')).toMatchObject({ code: 0 });
      expect(await migrate('revert')).toMatchObject({ code: 0 });
      expect(await migrate('run')).toMatchObject({
        code: 0,
        output: expect.stringContaining('applied') as string,
      });
      expect(await migrate('check')).toMatchObject({ code: 0 });
      expect(await migrate('run')).toMatchObject({ code: 0, output: 'nothing to apply\n' });
    } finally {
      await database.drop();
    }
  });

  it('should start api and worker with nothing but the environment', async () => {
    const system = await TestSystem.start({ api: false, workers: 0 });
    const ports = { PORT: String(await freePort()), WORKER_PORT: String(await freePort()) };
    const apps = [
      ['api', ports.PORT],
      ['worker', ports.WORKER_PORT],
    ].map(([name, port]) => ({
      port,
      program: run([`dist/${String(name)}.js`], system.environment(ports), false),
    }));
    try {
      for (const { port } of apps) {
        await until(
          async () => (await fetch(`http://127.0.0.1:${String(port)}/readyz`).catch(() => undefined))?.ok,
          30_000,
        );
      }
    } finally {
      for (const { program } of apps) program.signal('SIGTERM');
      for (const { program } of apps) expect([0, null, 143]).toContain((await program.ended).code);
      await system.close();
    }
  });

  it('should list everything that is wrong with the environment and no value of it', async () => {
    const { code, output } = await run(['dist/api.js'], { PORT: 'many', JWT_SECRET_KEY: 'hunter2' }, false)
      .ended;
    expect(code).toBe(1);
    for (const name of ['DATABASE_URL', 'REDIS_URL', 'ENCRYPTION_KEY', 'PORT', 'JWT_SECRET_KEY'])
      expect(output).toContain(`- ${name}:`);
    expect(output).not.toContain('hunter2');
    expect(output).not.toContain('at Object');
  });

  it('should not start on a database that is not migrated or too new, and say what to do', async () => {
    const [database, redis] = await Promise.all([testDatabase(), testRedis()]);
    const env = {
      DATABASE_URL: database.url,
      REDIS_URL: redis.url,
      ENCRYPTION_KEY: 'x'.repeat(20),
      JWT_SECRET_KEY: 'y'.repeat(40),
      PORT: '0',
    };
    const migrate = (command: string) =>
      run(['dist/libs/database/src/migrate.js', command], env, false).ended;
    const start = () => run(['dist/api.js'], env, false).ended;
    await migrate('revert');
    expect(await start()).toMatchObject({
      code: 1,
      output: expect.stringContaining('Run: npm run migration:run') as string,
    });
    await migrate('run');
    const behind = await new DataSource({ type: 'postgres', url: database.url }).initialize();
    await behind.query(`INSERT INTO schema_migrations (timestamp, name) VALUES (9, 'FromTheFuture9')`);
    await behind.destroy();
    expect(await start()).toMatchObject({
      code: 1,
      output: expect.stringContaining('newer than this program: it has FromTheFuture9') as string,
    });
    await redis.close();
    await database.drop();
  });

  it('should join a storage to a database and name the files that are missing', async () => {
    const system = await TestSystem.start();
    try {
      const client = system.client();
      const url = `${system.sandbox.origin}/media/museu.mp4`;
      const { body } = await client.post<DownloadBody>('/downloads', { url });
      const { status } = await client.ended(body.id);
      expect(status).toBe('completed');
      const adopt = () => run(['dist/apps/worker/src/adopt-storage.js'], system.environment(), false).ended;
      expect(await adopt()).toMatchObject({
        code: 0,
        output: expect.stringMatching(/missing +0\n/) as string,
      });
      await rm(join(system.directory, 'videos'), { recursive: true });
      expect(await adopt()).toMatchObject({
        code: 2,
        output: expect.stringMatching(/missing +\d+\n(.*\n)* +school\/.*\.mp4/) as string,
      });
    } finally {
      await system.close();
    }
  });
});
