import { ApiProcess } from '@app/testing/api-process';
import { Client } from '@app/testing/client';
import { TestSystem } from '@app/testing/system';
import { until } from '@app/testing/until';
import { WorkerProcess } from '@app/testing/worker-process';
import { Client as PostgresClient } from 'pg';

/** The real api and one real worker as processes of their own, and who asks them. */
export async function startDownloader(
  source: string,
  slots: number,
): Promise<{ system: TestSystem; client: Client }> {
  const env = { MAX_CONCURRENT_DOWNLOADS: String(slots), EGRESS_ALLOW: source };
  const system = await TestSystem.start({ api: false, workers: 0, env });
  try {
    const api = await ApiProcess.start(system);
    await WorkerProcess.start(system);
    return { system, client: new Client(api.origin, system.tenantKeys.school ?? '') };
  } catch (error) {
    await system.close();
    throw error;
  }
}

/** Milliseconds until all of them are completed. */
export async function timeDownloads(client: Client, addresses: string[], callers: number): Promise<number> {
  const completed = async () =>
    (await client.get<{ total: number }>('/downloads?status=completed&limit=1')).body.total;
  const before = await completed();
  const begun = performance.now();
  const waiting = [...addresses];
  const ask = async () => {
    for (let url = waiting.pop(); url !== undefined; url = waiting.pop())
      await client.post('/downloads', { url });
  };
  await Promise.all(Array.from({ length: callers }, ask));
  await until(async () => (await completed()) === before + addresses.length, 600_000);
  return performance.now() - begun;
}

/** Until no film waits for a picture of it any more. */
export async function waitForPictures(system: TestSystem): Promise<void> {
  const database = new PostgresClient({ connectionString: system.databaseUrl });
  await database.connect();
  try {
    const left = 'SELECT 1 FROM assets WHERE key_frames_key IS NOT NULL LIMIT 1';
    await until(async () => (await database.query(left)).rowCount === 0, 600_000);
  } finally {
    await database.end();
  }
}
