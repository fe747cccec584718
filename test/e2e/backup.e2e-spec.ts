import { spawn } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { cp, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { ApiProcess } from '@app/testing/api-process';
import type { Client, DownloadBody } from '@app/testing/client';
import { temporaryDirectory } from '@app/testing/parts';
import { postgresPrograms } from '@app/testing/postgres-programs';
import { ANA } from '@app/testing/sandbox-school';
import { TestSystem } from '@app/testing/system';
import { WorkerProcess } from '@app/testing/worker-process';
import { NodeProcessRunner } from '@app/process';
import { freePort } from '@app/testing/free-port';
import { LocalPostgres } from '../../apps/local/src/services/local-postgres';

const LESSON = 'https://drive.google.com/file/d/1Aula01Chegada0000000000000000001/view';

/** The commands of production in a row of the table "Back up, restore, upgrade, roll back", in their order. */
async function documented(row: string): Promise<string[]> {
  const text = await readFile('docs/operations.md', 'utf8');
  const [, , , production = ''] = new RegExp(`^\\| ${row} \\|.*$`, 'm').exec(text)?.[0].split('|') ?? [];
  return [...production.matchAll(/`([^`]+)`/g)].map(([, command = '']) => command);
}

/** Every command stands in docs/operations.md, and is taken from there. */
describe('RNF-009 recovering: backing up, losing everything but the keys, and restoring', () => {
  let bin: string;
  let directory: { path: string; remove: () => Promise<void> };
  let postgres: LocalPostgres;
  let env: Record<string, string> = {};
  let system: TestSystem;
  let running: (ApiProcess | WorkerProcess)[] = [];

  beforeAll(async () => {
    bin = await postgresPrograms();
    directory = await temporaryDirectory();
    await startServer('first');
    const as = (name: string) => {
      const url = new URL(postgres.url('classroom'));
      return Object.assign(url, { username: name, password: randomBytes(12).toString('hex') }).href;
    };
    env = {
      DATABASE_ADMIN_URL: postgres.url('postgres'),
      MIGRATION_DATABASE_URL: as('classroom_owner'),
      DATABASE_URL: as('classroom_app'),
    };
    await shell('npm run database:roles && npm run migration:run');
    system = await TestSystem.start({ api: false, workers: 0, databaseUrl: env.DATABASE_URL });
  }, 120_000);

  afterAll(async () => {
    await stopApps();
    await system.close();
    await postgres.stop();
    await directory.remove();
  });

  /** An empty server, on the port of the one before. */
  async function startServer(name: string): Promise<void> {
    const port = env.DATABASE_ADMIN_URL ? Number(new URL(env.DATABASE_ADMIN_URL).port) : await freePort();
    const cluster = join(directory.path, name);
    postgres = new LocalPostgres(new NodeProcessRunner(), {
      directory: cluster,
      port,
      password: 'tests',
      bin,
    });
    await postgres.start();
  }

  /** As an operator types it. */
  async function shell(command: string): Promise<string> {
    const cwd = command.startsWith('pg_') ? directory.path : process.cwd();
    const settings = { ...(system as TestSystem | undefined)?.environment(), ...env };
    const path = `${bin}:${process.env.PATH ?? ''}`;
    const child = spawn('sh', ['-ec', command], { cwd, env: { ...settings, PATH: path }, stdio: 'pipe' });
    let output = '';
    child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
    const [code] = (await once(child, 'close')) as [number | null];
    if (code !== 0) throw new Error(`${command} ended with ${String(code)}:\n${output}`);
    return output;
  }

  async function startApps(): Promise<Client> {
    const api = await ApiProcess.start(system);
    system.origin = api.origin;
    running = [api, await WorkerProcess.start(system)];
    return system.client();
  }

  async function stopApps(): Promise<void> {
    for (const app of running.splice(0)) await app.kill('SIGTERM');
  }

  const storage = () => join(system.directory, 'videos');
  const copy = () => join(directory.path, 'videos');
  const digest = async (file: string | null) =>
    createHash('sha256')
      .update(await readFile(system.pathOf(file)))
      .digest('hex');

  async function fetchLesson(client: Client, url: string): Promise<DownloadBody> {
    const { body } = await client.post<DownloadBody>('/downloads', { url });
    const done = await client.ended(body.id);
    expect(done).toMatchObject({ status: 'completed', error_code: null });
    return done;
  }

  it('should bring back accounts, downloads and files', async () => {
    const before = await startApps();
    const ana = await before.connect(ANA);
    const kept = await fetchLesson(before, `${system.sandbox.origin}/media/museu.mp4?kept`);

    const [dump = '', ...others] = await documented('back up');
    expect([dump.startsWith('pg_dump --format=custom'), others]).toEqual([true, []]);
    await shell(dump);
    await cp(storage(), copy(), { recursive: true });
    const lost = await fetchLesson(before, `${system.sandbox.origin}/media/mapa.mp4?lost`);
    await stopApps();
    await postgres.stop();
    await rm(storage(), { recursive: true });

    await startServer('second');
    const [roles = '', restore = '', migrate = '', adopt = '', ...more] = await documented('restore');
    expect(more).toEqual([]);
    await shell(roles);
    expect(restore).toMatch(/^pg_restore --clean --if-exists /);
    await shell(restore);
    // Also into a database that has all of it.
    await shell(restore);
    await cp(copy(), storage(), { recursive: true });
    expect(await shell(migrate)).toContain('nothing to apply');
    const after = await startApps();
    // The video and its picture.
    expect(await shell(adopt)).toMatch(/files found +2\n[^]*missing +0\n/);

    expect(await after.download(kept.id)).toMatchObject({ status: 'completed', sha256: kept.sha256 });
    expect(await digest(kept.file_path)).toBe(kept.sha256);
    expect((await after.get(`/downloads/${lost.id}`)).status).toBe(404);
    // Its tokens can be read with the key.
    const courses = `/courses?credential_id=${String(ana)}`;
    expect((await after.get(courses)).status).toBe(200);
    const { body } = await after.post<DownloadBody>('/downloads', { url: LESSON, credential_id: ana });
    expect(await after.ended(body.id)).toMatchObject({ status: 'completed' });
  }, 300_000);
});
