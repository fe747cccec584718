import { chown, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { NodeProcessRunner, type RunningProcess } from '@app/process';
import { Client } from 'pg';
import { freePort } from './free-port';
import { temporaryDirectory } from './parts';
import { until } from './until';

const NOBODY = 65_534;

/** PgBouncer in transaction mode before the database of a test, set up as docs/operations.md says. */
export class PgBouncer {
  private constructor(
    readonly url: string,
    private readonly process: RunningProcess,
    private readonly directory: { remove: () => Promise<void> },
  ) {}

  /** @param poolSize connections to PostgreSQL at most */
  static async inFrontOf(databaseUrl: string, poolSize: number): Promise<PgBouncer> {
    const { hostname, port: serverPort, username, password, pathname } = new URL(databaseUrl);
    const database = pathname.slice(1);
    const port = await freePort();
    const directory = await temporaryDirectory();
    const file = join(directory.path, 'pgbouncer.ini');
    const lines = [
      '[databases]',
      `${database} = host=${hostname} port=${serverPort} user=${username} password=${password}`,
      '[pgbouncer]',
      'listen_addr = 127.0.0.1',
      `listen_port = ${String(port)}`,
      'unix_socket_dir =',
      'auth_type = any',
      'pool_mode = transaction',
      `default_pool_size = ${String(poolSize)}`,
      'max_client_conn = 500',
      'ignore_startup_parameters = statement_timeout,idle_in_transaction_session_timeout,lock_timeout',
    ];
    await writeFile(file, `${lines.join('\n')}\n`);
    const isRoot = globalThis.process.getuid?.() === 0;
    if (isRoot) for (const path of [directory.path, file]) await chown(path, NOBODY, NOBODY);
    const process = new NodeProcessRunner().start({
      command: globalThis.process.env.PGBOUNCER_PATH ?? '/usr/sbin/pgbouncer',
      args: [...(isRoot ? ['-u', 'nobody'] : []), file],
      cwd: directory.path,
      graceMs: 2_000,
      onStdout: () => undefined,
    });
    const url = `postgresql://${username}:${password}@127.0.0.1:${String(port)}/${database}`;
    await until(() => answers(url));
    return new PgBouncer(url, process, directory);
  }

  async close(): Promise<void> {
    await this.process.stop();
    await this.directory.remove();
  }
}

async function answers(url: string): Promise<boolean> {
  const client = new Client({ connectionString: url });
  try {
    await client.connect();
    await client.query('SELECT 1');
    return true;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => undefined);
  }
}
