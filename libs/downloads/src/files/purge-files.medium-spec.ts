import { setUp } from '@app/testing/set-up';
import { useSystem } from '@app/testing/use-system';
import { PurgeFiles } from './purge-files.service';

describe(PurgeFiles, () => {
  // No worker: files and who has them are rows that are written here.
  const system = useSystem({ workers: 0 });
  const client = setUp(() => system.client());
  const database = setUp(() => system.database());

  async function fileOf(name: string, holders: number): Promise<{ assetId: string; downloads: string[] }> {
    const [asset]: { id: string }[] = await database.query(
      `INSERT INTO assets (tenant_id, source_key, variant, state, run_id, storage_key, sha256, size_bytes, ready_at)
       VALUES ('school', $1, 'best', 'ready', $2::uuid, 'school/' || $2::text, 'x', 10, now()) RETURNING id`,
      [`youtube:${name}`, crypto.randomUUID()],
    );
    const assetId = asset?.id ?? '';
    const downloads: { id: string }[] = await database.query(
      `INSERT INTO downloads (tenant_id, requester, source, source_key, variant, url, host, quality, subtitles, status,
         asset_id, completed_at)
       SELECT 'school', 'user:' || n, 'youtube', $1, 'best', 'https://youtu.be/1', 'youtube.com', 'best', true,
         'completed', $2, now() FROM generate_series(1, $3::int) n RETURNING id`,
      [`youtube:${name}`, assetId, holders],
    );
    return { assetId, downloads: downloads.map(({ id }) => id) };
  }

  const purge = async (id?: string) => (await client.delete(`/downloads/${id ?? ''}?purge=true`)).status;
  const isThere = async (assetId: string) =>
    (await database.query<unknown[]>('SELECT FROM assets WHERE id = $1', [assetId])).length === 1;

  it('should remove a file with the last download that has it', async () => {
    const { assetId, downloads } = await fileOf('shared', 2);
    await expect(purge(downloads[0])).resolves.toBe(204);
    await expect(isThere(assetId)).resolves.toBe(true);
    await expect(purge(downloads[1])).resolves.toBe(204);
    await expect(isThere(assetId)).resolves.toBe(false);
    await expect(purge(downloads[1])).resolves.toBe(404);
  });

  it('should remove it once when the last two go at the same moment', async () => {
    const { assetId, downloads } = await fileOf('at-once', 2);
    await expect(Promise.all(downloads.map(purge))).resolves.toEqual([204, 204]);
    await expect(isThere(assetId)).resolves.toBe(false);
    const { body } = await client.get<{ tenant: { used_bytes: number } }>('/quota');
    expect(body.tenant.used_bytes).toBe(0);
  });

  it('should neither wait for nor touch the files of others', async () => {
    const [other, mine] = [await fileOf('other', 0), await fileOf('mine', 1)];
    const holder = database.createQueryRunner();
    await holder.startTransaction();
    try {
      // As a run does that is just about to give it to somebody.
      await holder.query('SELECT FROM assets WHERE id = $1 FOR UPDATE', [other.assetId]);
      await expect(purge(mine.downloads[0])).resolves.toBe(204);
    } finally {
      await holder.rollbackTransaction();
      await holder.release();
    }
    await expect(isThere(mine.assetId)).resolves.toBe(false);
    await expect(isThere(other.assetId)).resolves.toBe(true);
  });
});
