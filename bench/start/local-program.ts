import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { freePort } from '@app/testing/free-port';
import { processesOf } from '@app/testing/processes';
import { Program } from '@app/testing/program';
import type { TestSystem } from '@app/testing/system';
import { until } from '@app/testing/until';

const MAIN = 'dist/apps/local/src/main.js';

/** `npm start` without npm: PostgreSQL, Redis, the sandbox, the api and a worker. Answers when it is healthy. */
export async function startLocally(system: TestSystem): Promise<{ end: () => Promise<unknown> }> {
  const port = String(await freePort());
  const { program, directory } = await run(system, 'start', { PORT: port });
  await until(() => program.hasEnded || program.log.includes('Ctrl-C ends it.'));
  const health = await fetch(`http://127.0.0.1:${port}/health`).catch(() => undefined);
  if (!health?.ok) throw new Error(`it did not start:\n${program.log}`);
  return {
    end: async () => {
      program.signal('SIGINT');
      await program.ended;
      await until(async () => (await processesOf(directory)).length === 0);
    },
  };
}

/** `npm run demo` without npm, to its end. */
export async function showDemo(system: TestSystem): Promise<{ end: () => Promise<unknown> }> {
  const { program } = await run(system, 'demo', {});
  const { code, output } = await program.ended;
  if (code !== 0) throw new Error(`the demo failed:\n${output}`);
  return { end: () => Promise.resolve() };
}

/** Its data lie in a directory of their own, the same each time. */
async function run(system: TestSystem, command: 'start' | 'demo', env: Record<string, string>) {
  const directory = join(system.directory, command);
  await mkdir(directory, { recursive: true });
  const program = new Program([MAIN, command], { ...process.env, ...env, DATA_DIR: directory });
  system.onClose(() => program.kill('SIGKILL'));
  return { program, directory };
}
