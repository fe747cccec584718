import { randomUUID } from 'node:crypto';
import { useDatabase } from '@app/testing/use-database';
import { DiskWaitsRepository } from './disk-waits.repository';
import { DownloadEntity } from '../../persistence/download.entity';

describe(DiskWaitsRepository, () => {
  const { source, database } = useDatabase(DownloadEntity);
  const waits = new DiskWaitsRepository(database.repository(DownloadEntity));

  beforeAll(() => source.query(`INSERT INTO tenants (id, name) VALUES ('a', 'A')`));

  /** Waits for a quarter of an hour, since an hour. */
  async function waiting(errorCode: string): Promise<string> {
    const id = randomUUID();
    await source.query(
      `INSERT INTO downloads (id, tenant_id, requester, host, status, source, source_key, variant, url, quality, subtitles,
         error_code, run_at, updated_at)
       VALUES ($1::uuid, 'a', 'key:1', 'x', 'queued', 'youtube', $1::text, 'best', 'https://x', 'best', true, $2,
         now() + interval '15 minutes', now() - interval '1 hour')`,
      [id, errorCode],
    );
    return id;
  }

  const woken = async () =>
    (
      await source.query<{ id: string }[]>(
        `SELECT id FROM downloads WHERE run_at <= now() AND updated_at > now() - interval '1 minute'`,
      )
    ).map(({ id }) => id);

  it('should end the waits of those that are named, for all who watch, and of nothing else', async () => {
    const [named] = [await waiting('disk.full'), await waiting('disk.full')];
    const other = await waiting('source.rate-limited');
    expect(await waits.endWaits([named, other, randomUUID()])).toBe(1);
    expect(await woken()).toEqual([named]);
    expect(await waits.endWaits([named])).toBe(0);
  });
});
