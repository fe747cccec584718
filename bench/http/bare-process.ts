import { fork } from 'node:child_process';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { TestSystem } from '@app/testing/system';

/** Starts the server that the api is compared with, on the system's own database. */
export async function startBareServer(
  system: TestSystem,
): Promise<{ origin: string; pid: number | undefined }> {
  const child = fork(join(__dirname, 'bare-server.js'), {
    env: { PATH: process.env.PATH, DATABASE_URL: system.databaseUrl },
  });
  system.onClose(async () => {
    const ended = once(child, 'exit');
    child.kill('SIGKILL');
    await ended;
  });
  const [{ port }] = (await once(child, 'message')) as [AddressInfo];
  return { origin: `http://127.0.0.1:${String(port)}`, pid: child.pid };
}
