import { mkdir, readdir, readFile, rename, rm, utimes, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { DownloadBody } from '@app/testing/client';
import { setUp } from '@app/testing/set-up';
import { TestSystem } from '@app/testing/system';
import { until } from '@app/testing/until';
import { useSystem } from '@app/testing/use-system';
import { AdoptStorage } from './adopt-storage.service';
import { PurgeQuarantine } from './purge-quarantine.service';
import { FindStorageStatus } from './storage-status.query';
import { StorageIdentity } from './storage-identity.service';
import { SweepOrphans } from './sweep-orphans.service';

const ORPHAN = 'school/ab/abcdef01-ac96-474b-bcce-b302099a8057.mp4';
const THREE_DAYS_AGO = new Date(Date.now() - 3 * 86_400_000);

describe('a storage and its database', () => {
  const system = useSystem();
  const client = setUp(() => system.client());
  const database = setUp(() => system.database());
  let videos: string;
  let films = 0;

  beforeAll(() => {
    videos = join(system.directory, 'videos');
  });

  const service = <T>(token: abstract new (...args: never[]) => T): T =>
    system.api.get(token, { strict: false });
  const sweep = () => service(SweepOrphans).run({ dryRun: false });
  const inQuarantine = async () => {
    const entries = await readdir(join(videos, '.quarantine'), { recursive: true }).catch(
      () => [] as string[],
    );
    return entries.filter((name) => name.endsWith('.mp4')).map((name) => name.replace(/^[\d-]+\//, ''));
  };

  async function oldFile(key: string): Promise<void> {
    const path = join(videos, key);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, 'nobody knows me');
    await utimes(path, THREE_DAYS_AGO, THREE_DAYS_AGO);
  }

  async function completed(): Promise<DownloadBody & { key: string; url: string }> {
    const url = `${system.sandbox.origin}/media/museu.mp4?${String((films += 1))}`;
    const { body } = await client.post<DownloadBody>('/downloads', { url });
    const done = await client.ended(body.id);
    expect(done).toMatchObject({ status: 'completed' });
    const [row]: { key: string }[] = await database.query(
      'SELECT storage_key AS key FROM assets WHERE id = (SELECT asset_id FROM downloads WHERE id = $1)',
      [done.id],
    );
    return { ...done, key: row?.key ?? '', url };
  }

  const serves = async ({ id }: DownloadBody) => (await client.get(`/downloads/${id}/file`)).status === 200;

  it('should be joined by the first worker, once', async () => {
    await Promise.all(Array.from({ length: 20 }, () => service(StorageIdentity).establish()));
    await expect(service(StorageIdentity).checkIdentity()).resolves.toEqual({ kind: 'own', trusted: true });
    await expect(database.query('SELECT count(*)::int AS n FROM storage_identity')).resolves.toEqual([
      { n: 1 },
    ]);
  });

  it('should move files that no row names to the quarantine, and count them in health', async () => {
    const kept = await completed();
    await oldFile(ORPHAN);
    const { items, refusal } = await sweep();
    expect({ orphans: items?.map(({ name }) => name), refusal }).toEqual({
      orphans: [ORPHAN],
      refusal: null,
    });
    await expect(inQuarantine()).resolves.toEqual([ORPHAN]);
    expect(system.log.text).toContain(`"file":"${ORPHAN}"`);
    await service(PurgeQuarantine).run({ dryRun: false });
    const { problem, quarantine } = await service(FindStorageStatus).findStatus();
    expect({ problem, files: quarantine.files, bytes: quarantine.bytes }).toEqual({
      problem: null,
      files: 1,
      bytes: 15,
    });
    await expect(serves(kept)).resolves.toBe(true);
  });

  it('should move nothing while most files are unknown, and say so', async () => {
    const unknown = Array.from({ length: 20 }, (_, n) => ORPHAN.replace('8057', String(1000 + n)));
    for (const key of unknown) await oldFile(key);
    const { refusal } = await sweep();
    expect(refusal).toContain('less than half');
    expect((await readdir(join(videos, 'school', 'ab'))).length).toBeGreaterThanOrEqual(20);
    await expect(service(FindStorageStatus).findStatus()).resolves.toMatchObject({ problem: refusal });
    for (const key of unknown) await rm(join(videos, key));
    await expect(sweep()).resolves.toEqual({ items: [], errors: [], refusal: null });
  });

  it('should find the files of its rows again in the quarantine, and name those that are gone', async () => {
    const [back, gone] = [await completed(), await completed()];
    const day = join(videos, '.quarantine', '2026-01-02', dirname(back.key));
    await mkdir(day, { recursive: true });
    await rename(join(videos, back.key), join(videos, '.quarantine', '2026-01-02', back.key));
    await rm(join(videos, gone.key));
    const progress: number[] = [];
    const report = await service(AdoptStorage).adoptFiles((done) => progress.push(done));
    expect(report).toMatchObject({ restored: 1, missing: [gone.key], damaged: [] });
    expect(progress.at(-1)).toBe(report.rows);
    await expect(serves(back)).resolves.toBe(true);
  });

  it('should take a file back from the quarantine when somebody asks for its video again', async () => {
    const first = await completed();
    await mkdir(join(videos, '.quarantine', '2026-01-03', dirname(first.key)), { recursive: true });
    await rename(join(videos, first.key), join(videos, '.quarantine', '2026-01-03', first.key));
    const fetchedBefore: unknown = await database.query(`SELECT count(*)::int AS n FROM assets`);
    const { body } = await client.post<DownloadBody>('/downloads', { url: first.url });
    await expect(client.ended(body.id)).resolves.toMatchObject({ status: 'completed' });
    await expect(serves(body)).resolves.toBe(true);
    await expect(database.query(`SELECT count(*)::int AS n FROM assets`)).resolves.toEqual(fetchedBefore);
  });

  it('should delete nothing for good that another installation has quarantined', async () => {
    const marker = join(videos, '.storage.json');
    const ours = await readFile(marker, 'utf8');
    const theirs = join(videos, '.quarantine', '2026-01-04', ORPHAN);
    await mkdir(dirname(theirs), { recursive: true });
    await writeFile(theirs, 'theirs');
    await writeFile(marker, JSON.stringify({ ...JSON.parse(ours), id: crypto.randomUUID() }));
    try {
      const { refusal } = await service(PurgeQuarantine).run({ dryRun: false });
      expect(refusal).toContain('another installation');
      await expect(readFile(theirs, 'utf8')).resolves.toBe('theirs');
    } finally {
      await writeFile(marker, ours);
    }
    await expect(service(PurgeQuarantine).run({ dryRun: false })).resolves.toMatchObject({
      counts: { purged: expect.any(Number) as number },
    });
    await expect(readFile(theirs, 'utf8')).rejects.toThrow('ENOENT');
  });

  it('should take no work while the storage is another one or none, and lose nothing', async () => {
    const kept = await completed();
    await rename(videos, `${videos}-away`);
    await mkdir(videos);
    const url = `${system.sandbox.origin}/media/museu.mp4?${String((films += 1))}`;
    const { body } = await client.post<DownloadBody>('/downloads', { url });
    const again = await client.post<DownloadBody>('/downloads', { url: kept.url });
    await until(() => system.log.text.includes('no downloads are taken'));
    // What was taken before it was noticed is put back.
    await until(async () => (await client.download(body.id)).status === 'queued');
    await expect(client.download(body.id)).resolves.toMatchObject({ status: 'queued', retry_count: 0 });
    expect(await readdir(videos)).not.toContain('school');
    await expect(
      database.query('SELECT count(*)::int AS n FROM assets WHERE superseded_at IS NOT NULL'),
    ).resolves.toEqual([{ n: 0 }]);
    await rm(videos, { recursive: true });
    await rename(`${videos}-away`, videos);
    for (const { id } of [body, again.body])
      await expect(client.ended(id)).resolves.toMatchObject({ status: 'completed' });
    await expect(serves(body)).resolves.toBe(true);
  });

  it('should say of a file whether it is lost or the storage is away, and how to get it again', async () => {
    const done = await completed();
    const why = async () => {
      const { status, body } = await client.get(`/downloads/${done.id}/file`);
      return { status, code: body.code, hint: body.hint };
    };
    await rename(videos, `${videos}-away`);
    await expect(why()).resolves.toMatchObject({ status: 503, code: 'storage.unavailable' });
    await rename(`${videos}-away`, videos);
    await expect(serves(done)).resolves.toBe(true);
    await rm(join(videos, done.key));
    await expect(why()).resolves.toMatchObject({
      status: 404,
      code: 'download.file-lost',
      hint: expect.stringContaining('again') as string,
    });
    const { body } = await client.post<DownloadBody>('/downloads', { url: done.url });
    await client.ended(body.id);
    await expect(serves(body)).resolves.toBe(true);
  });

  it('should keep every file when the database is an empty one', async () => {
    const kept = await completed();
    await utimes(join(videos, kept.key), THREE_DAYS_AGO, THREE_DAYS_AGO);
    const lost = await TestSystem.start({ env: { STORAGE_URL: `file://${videos}`, RETENTION_DAYS: '0' } });
    try {
      const { refusal, items } = await lost.api.get(SweepOrphans, { strict: false }).run({ dryRun: false });
      expect(refusal).toContain('older than the database');
      expect(items?.map(({ name }) => name)).toContain(kept.key);
      await expect(serves(kept)).resolves.toBe(true);
    } finally {
      await lost.close();
    }
  });
});
