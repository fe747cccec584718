import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { appendFile, chmod, mkdir, open, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { programPath } from '../../libs/config/src';
import { Client, type DownloadBody } from '@app/testing/client';
import { fallSilent } from '@app/testing/fall-silent';
import { processesOf } from '@app/testing/processes';
import { recovered } from '@app/testing/recovery';
import { Served } from '@app/testing/served';
import { setUp } from '@app/testing/set-up';
import { ADMIN } from '@app/testing/system';
import { until } from '@app/testing/until';
import { useSystem } from '@app/testing/use-system';
import { WorkerProcess } from '@app/testing/worker-process';

const SLOW = 40_000;
/** The last line of a program that waits, and of one that does not: of one length. */
const [HELD, FREE] = ['# held\n', '# free\n'] as const;

/** How the worker of a download dies, and what becomes of the download. */
describe('RNF-009 recovering: a worker that dies', () => {
  const system = useSystem({ workers: 0, env: { MAX_CONCURRENT_DOWNLOADS: '10' } });
  const client = setUp(() => system.client());
  const database = setUp(() => system.database());
  let tools: string;

  beforeAll(async () => {
    tools = join(system.directory, 'tools');
    await mkdir(tools);
    for (const name of ['ffmpeg', 'ffprobe']) await holdable(name);
    // Only ffprobe reads it, so that a run can be held while it stores.
    const stream = join(system.directory, 'entrevista.ts');
    const film = system.sandbox.web.get('entrevista.mp4') ?? '';
    await promisify(execFile)(await realPath('ffmpeg'), ['-i', film, '-c', 'copy', stream]);
    system.sandbox.web.set('entrevista.ts', stream);
  });

  afterEach(async () => {
    await Promise.all(workers.splice(0).map((one) => one.kill('SIGKILL')));
    system.sandbox.throttle.bytesPerSecond = 0;
    system.sandbox.faults.clear();
    await release();
    await database.query(`DELETE FROM download_outcomes`);
    await database.query(`DELETE FROM downloads`);
    await database.query(`DELETE FROM assets`);
  });

  /**
   * A program that waits, when it has to do with a file, while its own last line says so: where it runs it sees no other
   * file of the test.
   */
  async function holdable(name: string): Promise<void> {
    const real = await realPath(name);
    const wait = `case "$*" in *media*) while tail -n 1 "$0" | grep -q held; do sleep 0.1; done;; esac`;
    await writeFile(join(tools, name), `#!/bin/sh\n${wait}\nexec "${real}" "$@"\n`);
    await appendFile(join(tools, name), FREE);
    await chmod(join(tools, name), 0o755);
  }

  /** In place, for a program that runs has this very file. */
  async function markProgram(name: string, mark: string): Promise<void> {
    const file = await open(join(tools, name), 'r+');
    const { size } = await file.stat();
    await file.write(mark, size - mark.length);
    await file.close();
  }

  const hold = (name: string) => markProgram(name, HELD);
  const release = () => Promise.all(['ffmpeg', 'ffprobe'].map((name) => markProgram(name, FREE)));
  const workers: WorkerProcess[] = [];
  const worker = async () => {
    const started = await WorkerProcess.start(system, { FFMPEG_PATH: join(tools, 'ffmpeg') });
    workers.push(started);
    return started;
  };
  const url = (path: string) => system.sandbox.origin + path;

  async function request(path: string): Promise<string> {
    const { status, body } = await client.post<DownloadBody>('/downloads', { url: url(path) });
    expect(status).toBe(201);
    return body.id;
  }

  const inPhase = (id: string, phase: string) =>
    until(async () => {
      const download = await client.download(id);
      return download.status === 'running' && download.phase === phase;
    });

  /** Files under the addresses that contain a text, from now on. */
  const serving = (text: string) => new Served(system, text);

  const rowsOf = (columns: string) =>
    database.query<Record<string, unknown>[]>(`SELECT ${columns} FROM downloads ORDER BY id`);

  it('should be survived by downloads in every phase, twice in a row', async () => {
    const [pieces, stored, begun, pages] = ['palestra-dash', '?storing', '?direct', 'mapa.mp4'].map(serving);
    await hold('ffmpeg');
    await hold('ffprobe');
    const first = await worker();
    const merging = await request('/media/palestra-dash/manifest.mpd');
    await inPhase(merging, 'merging');
    const storing = await request('/media/entrevista.ts?storing');
    await inPhase(storing, 'storing');
    system.sandbox.throttle.bytesPerSecond = SLOW;
    const direct = await request('/media/aula-1.mp4?direct');
    const page = await request('/paginas/mapa.html');
    await inPhase(page, 'downloading');
    system.sandbox.faults.addFault({ path: '/paginas/mapa.html', contains: 'slow', delayMs: 6_000 });
    const resolving = await request('/paginas/mapa.html?slow');
    await inPhase(direct, 'downloading');
    await inPhase(resolving, 'resolving');
    const all = [merging, storing, direct, page, resolving];

    await first.kill('SIGKILL');
    await until(async () => (await processesOf(join(system.directory, 'staging'))).length === 0, 15_000);

    await fallSilent(database);
    const second = await worker();
    for (const id of [direct, page]) await inPhase(id, 'downloading');
    await inPhase(merging, 'merging');
    await inPhase(storing, 'storing');
    await second.kill('SIGKILL');

    await release();
    system.sandbox.throttle.bytesPerSecond = 0;
    const third = await worker();
    const ended = await recovered(() => Promise.all(all.map((id) => client.ended(id))));
    for (const download of ended) {
      expect(download).toMatchObject({ status: 'completed', retry_count: 0, error_code: null });
      const bytes = await readFile(system.pathOf(download.file_path));
      expect(createHash('sha256').update(bytes).digest('hex')).toBe(download.sha256);
    }
    const original = await readFile(system.sandbox.web.get('aula-1.mp4') ?? '');
    expect((await client.download(direct)).sha256).toBe(createHash('sha256').update(original).digest('hex'));
    await stored?.expectOnce('entrevista.ts');
    await begun?.expectOnce('aula-1.mp4', { deaths: 2 });
    expect(begun?.rests.length).toBeGreaterThanOrEqual(1);
    // That of `page`, and that of `resolving`.
    await pages?.expectOnce('mapa.mp4', { files: 2, deaths: 2 });
    const names = pieces?.requests.map(({ url: seen }) => seen).filter((seen) => seen.endsWith('.m4s'));
    expect(names).toHaveLength(new Set(names).size);
    await third.kill('SIGTERM');
    expect(await readdir(join(system.directory, 'staging'))).toEqual([]);
  });

  it('should put ten running downloads back when it is told to end, and have them gone on with', async () => {
    system.sandbox.throttle.bytesPerSecond = SLOW;
    const [nine, page] = ['?ten=', 'mapa.mp4'].map(serving);
    const first = await worker();
    const ids: string[] = [];
    for (let number = 0; number < 9; number += 1)
      ids.push(await request(`/media/aula-1.mp4?ten=${String(number)}`));
    ids.push(await request('/paginas/mapa.html?ten'));
    for (const id of ids) await inPhase(id, 'downloading');
    await until(async () => (await client.download(ids[0] ?? '')).progress_percent > 5);
    expect(await first.kill('SIGTERM')).not.toBe(1);
    expect(await processesOf(join(system.directory, 'staging'))).toEqual([]);
    for (const row of await rowsOf('status, attempt, crash_count, error_code'))
      expect(row).toEqual({ status: 'queued', attempt: 0, crash_count: 0, error_code: null });
    system.sandbox.throttle.bytesPerSecond = 0;
    const second = await worker();
    const ended = await recovered(() => Promise.all(ids.map((id) => client.ended(id))));
    for (const { status } of ended) expect(status).toBe('completed');
    await nine?.expectOnce('aula-1.mp4', { files: 9, deaths: 1 });
    await page?.expectOnce('mapa.mp4', { deaths: 1 });
    expect(nine?.rests.length).toBeGreaterThanOrEqual(5);
    await second.kill('SIGTERM');
  });

  it('should be given no say any more after it was stopped for longer than its lease', async () => {
    system.sandbox.throttle.bytesPerSecond = SLOW;
    const served = serving('?sleeper');
    const sleeper = await worker();
    const id = await request('/media/aula-1.mp4?sleeper');
    await inPhase(id, 'downloading');
    const other = await worker();
    sleeper.signal('SIGSTOP');
    const [before] = await rowsOf('run_id');
    await until(async () => (await rowsOf('run_id'))[0]?.run_id !== before?.run_id);
    system.sandbox.throttle.bytesPerSecond = 0;
    const done = await recovered(() => client.ended(id));
    expect(done.status).toBe('completed');
    const [winner] = await rowsOf('run_id');
    sleeper.signal('SIGCONT');
    await until(() => sleeper.log.includes('cancelled or taken over'));
    expect((await rowsOf('run_id, status'))[0]).toEqual({ ...winner, status: 'completed' });
    expect(await client.download(id)).toEqual(done);
    const bytes = await readFile(system.pathOf(done.file_path));
    expect(createHash('sha256').update(bytes).digest('hex')).toBe(done.sha256);
    await Promise.all([sleeper.kill('SIGTERM'), other.kill('SIGTERM')]);
    const [assets] = await database.query<{ count: number }[]>('SELECT count(*)::int AS count FROM assets');
    expect(assets?.count).toBe(1);
    expect(served.requests).toHaveLength(served.rests.length + 1);
  });

  it('should be given up on by a download that three workers died with', async () => {
    system.sandbox.throttle.bytesPerSecond = SLOW;
    const served = serving('?poison');
    const id = await request('/media/aula-1.mp4?poison');
    for (const crashes of [0, 1, 2]) {
      const victim = await worker();
      await until(async () => (await rowsOf('crash_count'))[0]?.crash_count === crashes);
      await inPhase(id, 'downloading');
      expect((await client.download(id)).retry_count).toBe(0);
      await victim.kill('SIGKILL');
      await fallSilent(database);
    }
    const survivor = await worker();
    expect(await client.ended(id)).toMatchObject({ status: 'failed', error_code: 'download.poison' });
    system.sandbox.throttle.bytesPerSecond = 0;
    expect((await client.post(`/downloads/${id}/retry`)).status).toBe(202);
    expect(await client.ended(id)).toMatchObject({ status: 'completed', error_code: null });
    await served.expectOnce('aula-1.mp4', { deaths: 3 });
    await survivor.kill('SIGTERM');
  });

  it('should be followed by one who waits for the same file, when it led', async () => {
    system.sandbox.throttle.bytesPerSecond = SLOW;
    const served = serving('?led');
    const first = await worker();
    const leader = await request('/media/museu.mp4?led');
    await inPhase(leader, 'downloading');
    const token = await signIn();
    const other = new Client(system.origin, token);
    const { body } = await other.post<DownloadBody>('/downloads', { url: url('/media/museu.mp4?led') });
    await until(async () => (await rowsOf('waiting_asset_id')).some((row) => row.waiting_asset_id !== null));
    await first.kill('SIGKILL');
    system.sandbox.throttle.bytesPerSecond = 0;
    const second = await worker();
    const [one, two] = await recovered(() => Promise.all([client.ended(leader), other.ended(body.id)]));
    expect([one.status, two.status, one.sha256]).toEqual(['completed', 'completed', two.sha256]);
    await served.expectOnce('museu.mp4', { deaths: 1 });
    await second.kill('SIGTERM');
  });

  async function signIn(): Promise<string> {
    const { body } = await client.post<{ access_token: string }>('/auth/login', {
      username: ADMIN.email,
      password: ADMIN.password,
    });
    return body.access_token;
  }
});

async function realPath(name: string): Promise<string> {
  for (const directory of programPath().split(':'))
    if ((await readdir(directory).catch(() => [] as string[])).includes(name)) return join(directory, name);
  throw new Error(`${name} is not there`);
}
