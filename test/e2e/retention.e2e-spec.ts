import { execFileSync } from 'node:child_process';
import { mkdir, readdir, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { PurgeFiles } from '../../libs/downloads/src/files/purge-files.service';
import type { DownloadBody } from '@app/testing/client';
import { superAdmin } from '@app/testing/people';
import { setUp } from '@app/testing/set-up';
import { TestSystem } from '@app/testing/system';
import { until } from '@app/testing/until';
import { useSystem } from '@app/testing/use-system';

interface CleanUpBody {
  dry_run: boolean;
  bytes: number;
  items: { kind: string; tenant_id: string | null; name: string; bytes: number; reason: string }[];
}

const LONG_AGO = new Date(Date.now() - 40 * 86_400_000);

describe('retention', () => {
  const system = useSystem({ env: { RETENTION_DAYS: '30', ENDED_RETENTION_DAYS: '10' } });
  const client = setUp(() => system.client());
  const root = setUp(() => superAdmin(system));
  const database = setUp(() => system.database());

  const request = async (path: string) =>
    (await client.post<DownloadBody>('/downloads', { url: system.sandbox.origin + path })).body.id;
  const age = (id: string, days: number) =>
    database.query(`UPDATE downloads SET completed_at = now() - $2 * interval '1 day' WHERE id = $1`, [
      id,
      days,
    ]);
  const cleanUp = async (dryRun: boolean) =>
    (await root.post<CleanUpBody>(`/maintenance/clean-up?dry_run=${String(dryRun)}`)).body;
  const isThere = (path: string) =>
    stat(path).then(
      () => true,
      () => false,
    );

  /** Completed, with its age in days. */
  async function completed(path: string, days: number): Promise<DownloadBody> {
    const done = await client.ended(await request(path));
    expect(done.status).toBe('completed');
    await age(done.id, days);
    return done;
  }

  it('should say what would go, remove just that, and find nothing afterwards', async () => {
    const old = await completed('/media/museu.mp4?old', 31);
    const young = await completed('/media/museu.mp4?young', 29);
    const failed = await client.ended(await request('/media/nowhere.mp4'));
    await age(failed.id, 11);
    const key = 'school/ab/abcdef01-ac96-474b-bcce-b302099a8057';
    const orphan = join(system.directory, 'videos', `${key}.mp4`);
    const fresh = join(system.directory, 'videos', `${key}-pt.vtt`);
    const foreign = [
      'holiday.mp4',
      'photos/ab/beach.jpg',
      'school/cd/abcdef01-ac96-474b-bcce-b302099a8057.mp4',
    ];
    const others = foreign.map((name) => join(system.directory, 'videos', name));
    for (const path of others) {
      await mkdir(dirname(path), { recursive: true });
      await writeFile(path, 'not ours');
      await utimes(path, LONG_AGO, LONG_AGO);
    }
    await mkdir(dirname(orphan), { recursive: true });
    for (const path of [orphan, fresh]) await writeFile(path, 'nobody knows me');
    await utimes(orphan, LONG_AGO, LONG_AGO);

    const plan = await cleanUp(true);
    expect(plan.dry_run).toBe(true);
    expect(new Set(plan.items.map(({ kind, name }) => `${kind} ${name}`))).toEqual(
      new Set([
        `download ${old.id}`,
        `download ${failed.id}`,
        `file ${old.file_path ?? ''}`,
        `orphan ${key}.mp4`,
      ]),
    );
    expect(plan.bytes).toBeGreaterThanOrEqual(old.file_size_bytes ?? Infinity);
    for (const path of [system.pathOf(old.file_path), orphan, fresh]) expect(await isThere(path)).toBe(true);
    expect((await client.download(old.id)).status).toBe('completed');

    const done = await cleanUp(false);
    expect(done.items).toEqual(plan.items);
    for (const id of [old.id, failed.id]) expect((await client.get(`/downloads/${id}`)).status).toBe(404);
    for (const path of [system.pathOf(old.file_path), orphan]) expect(await isThere(path)).toBe(false);
    for (const path of [system.pathOf(young.file_path), fresh, ...others])
      expect(await isThere(path)).toBe(true);
    expect((await client.get(`/downloads/${young.id}/file`)).status).toBe(200);
    expect((await cleanUp(true)).items).toEqual([]);
  });

  it('should keep a file as long as one download still points to it', async () => {
    const first = await completed('/media/debate.mp4?shared', 100);
    const second = await completed('/media/debate.mp4?shared', 1);
    expect(second.file_path).toBe(first.file_path);
    await cleanUp(false);
    expect((await client.get(`/downloads/${first.id}`)).status).toBe(404);
    expect((await client.get(`/downloads/${second.id}/file`)).status).toBe(200);
    await age(second.id, 100);
    await cleanUp(false);
    expect(await isThere(system.pathOf(second.file_path))).toBe(false);
  });

  it('should remove the others when one file cannot be, name it in the log, and come back to it', async () => {
    const [stuck, next] = [
      await completed('/media/museu.mp4?stuck', 33),
      await completed('/media/mapa.mp4?next', 32),
    ];
    const place = system.pathOf(stuck.file_path);
    const mine = await client.ended(await request('/media/debate.mp4?purged'));
    const quarantine = join(system.directory, 'videos', '.quarantine');
    const days = [0, 1].map((day) => new Date(Date.now() + day * 86_400_000).toISOString().slice(0, 10));
    // Where the file was lies what is no file, and where orphans of its group would go as well.
    for (const path of [place, system.pathOf(mine.file_path)]) {
      await rm(path);
      await mkdir(join(path, 'not-empty'), { recursive: true });
    }
    expect((await client.delete(`/downloads/${mine.id}?purge=true`)).status).toBe(204);
    const key = 'school/ef/ef234567-ac96-474b-bcce-b302099a8057.mp4';
    const behind = 'school/f0/f0234567-ac96-474b-bcce-b302099a8057.mp4';
    for (const orphan of [key, behind]) {
      const path = join(system.directory, 'videos', orphan);
      await mkdir(dirname(path), { recursive: true });
      await writeFile(path, 'nobody knows me');
      await utimes(path, LONG_AGO, LONG_AGO);
    }
    for (const day of days) {
      await mkdir(join(quarantine, day, 'school'), { recursive: true });
      await writeFile(join(quarantine, day, 'school/ef'), 'in the way');
    }

    expect((await root.post('/maintenance/clean-up?dry_run=false')).status).toBe(500);
    expect(await isThere(system.pathOf(next.file_path))).toBe(false);
    expect(await isThere(join(system.directory, 'videos', behind))).toBe(false);
    expect(await isThere(join(system.directory, 'videos', key))).toBe(true);
    expect(system.log.text).toContain('a file cannot be removed');
    expect(system.log.text).toContain(stuck.file_path);
    expect(system.log.text).toContain('a file without a row cannot be quarantined');

    // Nothing stands in the way any more.
    await rm(system.pathOf(mine.file_path), { recursive: true });
    await rm(place, { recursive: true });
    await writeFile(place, 'nobody knows me either');
    await utimes(place, LONG_AGO, LONG_AGO);
    for (const day of days) await rm(join(quarantine, day, 'school/ef'));
    await cleanUp(false);
    for (const path of [place, join(system.directory, 'videos', key)])
      expect(await isThere(path)).toBe(false);
  });

  it('should keep a file that somebody begins to use at the same moment', async () => {
    const done = await completed('/media/museu.mp4?moment', 1);
    const [row]: { asset: string }[] = await database.query(
      'SELECT asset_id AS asset FROM downloads WHERE id = $1',
      [done.id],
    );
    await database.query('UPDATE downloads SET asset_id = NULL WHERE id = $1', [done.id]);
    const other = database.createQueryRunner();
    await other.startTransaction();
    await other.query('UPDATE downloads SET asset_id = $1 WHERE id = $2', [row?.asset, done.id]);
    const forgotten = system.api.get(PurgeFiles, { strict: false }).purgeUnused(row?.asset ?? '');
    await new Promise((resolve) => setTimeout(resolve, 500));
    await other.commitTransaction();
    await other.release();
    await forgotten;
    expect((await client.get(`/downloads/${done.id}/file`)).status).toBe(200);
  });

  it('should be done by a worker by itself when it is time, and by one only', async () => {
    const old = await completed('/media/museu.mp4?by-itself', 31);
    const runs = () => (system.log.text.match(/"message":"cleaned up"/g) ?? []).length;
    await system.startWorker();
    const before = runs();
    await database.query(`UPDATE scheduled_work SET begun_at = now() - interval '2 days'`);
    await until(async () => (await client.get(`/downloads/${old.id}`)).status === 404);
    await new Promise((resolve) => setTimeout(resolve, 12_000));
    expect(runs() - before).toBe(1);
  });

  it('should sweep partial files of downloads that are gone, at the start of a worker', async () => {
    const staging = join(system.directory, 'staging-sweep');
    const gone = '01890a5d-ac96-774b-bcce-b302099a8057';
    const young = '01890a5d-ac96-774b-bcce-b302099a8058';
    system.sandbox.throttle.bytesPerSecond = 20_000;
    const running = await request('/media/museu.mp4?running');
    for (const name of [gone, young, running, 'not-ours']) {
      await mkdir(join(staging, name), { recursive: true });
      if (name !== young) await utimes(join(staging, name), LONG_AGO, LONG_AGO);
    }
    await system.startWorker({ STAGING_DIR: staging });
    await until(async () => (await readdir(staging)).length === 3);
    expect((await readdir(staging)).sort()).toEqual([young, running, 'not-ours'].sort());
    await client.delete(`/downloads/${running}`);
    system.sandbox.throttle.bytesPerSecond = 0;
  });

  it('should sweep what it can although a program has left directories too deep to be removed', async () => {
    const staging = join(system.directory, 'staging-deep');
    const idOf = (n: number) => `01890a5d-ac96-774b-bcce-b302099a8${String(n).padStart(3, '0')}`;
    const deep = idOf(7);
    for (let n = 0; n < 15; n += 1) await mkdir(join(staging, idOf(n)), { recursive: true });
    // From one to the next: together their path is longer than any that the system takes.
    const dig = 'n=$(printf %0200d 0); for i in $(seq 40); do mkdir $n && cd -P $n || exit 0; done';
    execFileSync('sh', ['-c', dig], { cwd: join(staging, deep), stdio: 'ignore' });
    for (let n = 0; n < 15; n += 1) await utimes(join(staging, idOf(n)), LONG_AGO, LONG_AGO);
    try {
      await system.startWorker({ STAGING_DIR: staging });
      await until(async () => (await readdir(staging)).length === 1);
      await expect(readdir(staging)).resolves.toEqual([deep]);
    } finally {
      execFileSync('rm', ['-rf', staging]);
    }
  });

  it('should forget fetches that nobody will finish, and no others', async () => {
    system.sandbox.throttle.bytesPerSecond = 20_000;
    const leader = await request('/media/museu.mp4?leading');
    await until(async () => (await client.download(leader)).phase === 'downloading');
    await database.query(
      `INSERT INTO assets (tenant_id, source_key, variant) VALUES ('school', 'url:nobody', 'original')`,
    );
    await database.query(`UPDATE assets SET created_at = now() - interval '2 days' WHERE state = 'fetching'`);
    await cleanUp(false);
    const left = await database.query<{ leader: string }[]>(
      `SELECT leader_download_id AS leader FROM assets WHERE state = 'fetching'`,
    );
    expect(left).toEqual([{ leader }]);
    system.sandbox.throttle.bytesPerSecond = 0;
    expect((await client.ended(leader)).status).toBe('completed');
  });

  it('should keep for ever what may be kept for 0 days', async () => {
    const forEver = await TestSystem.start({ env: { RETENTION_DAYS: '0', ENDED_RETENTION_DAYS: '0' } });
    try {
      const url = (path: string) => ({ url: forEver.sandbox.origin + path });
      for (const path of ['/media/museu.mp4', '/media/nowhere.mp4']) {
        const { body } = await forEver.client().post<DownloadBody>('/downloads', url(path));
        await forEver.client().ended(body.id);
      }
      const old = await forEver.database();
      await old.query(`UPDATE downloads SET completed_at = now() - interval '10 years'`);
      const plan = await (await superAdmin(forEver)).post<CleanUpBody>('/maintenance/clean-up?dry_run=true');
      expect(plan.body.items).toEqual([]);
    } finally {
      await forEver.close();
    }
  });

  it('should be nobody’s business but a super-admin’s', async () => {
    expect((await client.post('/maintenance/clean-up')).status).toBe(403);
  });
});
