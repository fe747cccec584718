import { Database } from '@app/database';
import type { Client, DownloadBody } from '@app/testing/client';
import { addPerson, type Person } from '@app/testing/people';
import { setUp } from '@app/testing/set-up';
import { useSystem } from '@app/testing/use-system';
import { FileTooLarge, StorageQuotaReached } from '../download.errors';
import type { DownloadRun, StoredMedia } from '../download-run';
import { RunLifecycle } from '../running/run-lifecycle.service';
import { StorageQuotas } from './storage-quotas.service';

const LARGEST = 1_000_000;

describe(StorageQuotas, () => {
  // No worker: what a worker does is done here, step by step.
  const system = useSystem({ workers: 0, env: { MAX_FILE_SIZE: String(LARGEST) } });
  let database: Database;
  let lifecycle: RunLifecycle;
  let quotas: StorageQuotas;
  const client = setUp(() => system.client());
  let ana: Person;
  let rui: Person;
  let films = 0;

  beforeAll(async () => {
    database = system.api.get(Database, { strict: false });
    lifecycle = system.api.get(RunLifecycle, { strict: false });
    quotas = system.api.get(StorageQuotas, { strict: false });
    [ana, rui] = await Promise.all([addPerson(system, { name: 'ana' }), addPerson(system, { name: 'rui' })]);
  });

  beforeEach(async () => {
    await database.affected('DELETE FROM downloads');
    await database.affected('DELETE FROM assets');
    await limit('tenants', 'school', null);
    for (const { id } of [ana, rui]) await limit('users', id, null);
  });

  const limit = (table: 'tenants' | 'users', id: string, bytes: number | null) =>
    database.affected(`UPDATE ${table} SET quota_bytes = $2 WHERE id::text = $1`, [id, bytes]);
  const newFilm = () => `${system.sandbox.origin}/media/aula-1.mp4?${String((films += 1))}`;
  const row = (id: string) =>
    database.row<{ status: string; error_code: string | null }>('SELECT * FROM downloads WHERE id = $1', [
      id,
    ]);

  async function queued(by: Client, url = newFilm()): Promise<string> {
    const { status, body } = await by.post<DownloadBody>('/downloads', { url });
    if (status > 201) throw new Error(JSON.stringify(body));
    return body.id;
  }

  /** The same once more, by the same person, as a part of a whole class. */
  async function askedWithClass(downloadId: string): Promise<string> {
    const { id } = await database.onlyRow<{ id: string }>(
      `WITH batch AS (INSERT INTO batches (tenant_id, requester, course_id, kinds, skip_existing, quality, subtitles)
         VALUES ('school', 'nobody', 'history', '{}', false, 'best', false) RETURNING id)
       INSERT INTO downloads (batch_id, tenant_id, requester, source, source_key, variant, url, host, quality, subtitles)
       SELECT b.id, d.tenant_id, d.requester, d.source, d.source_key, d.variant, d.url, d.host, d.quality, d.subtitles
       FROM downloads d, batch b WHERE d.id = $1 RETURNING id`,
      [downloadId],
    );
    return id;
  }

  const claimed = (downloadId: string, generation = 0) =>
    lifecycle.claim({ downloadId, generation, runId: crypto.randomUUID(), workerId: crypto.randomUUID() });

  async function led(by: Client, url?: string): Promise<{ run: DownloadRun; assetId: string }> {
    const claim = await claimed(await queued(by, url));
    if (claim.kind !== 'lead') throw new Error(`it is ${claim.kind}`);
    return claim;
  }

  function stored(run: DownloadRun, sizeBytes: number): StoredMedia {
    const words = { title: 'Aula', description: null, format: 'mp4', extractor: 'direct' };
    const picture = { durationSeconds: 1, width: 1, height: 1, videoCodec: null, audioCodec: null };
    const file = {
      storageKey: `school/${run.runId}.mp4`,
      thumbnailKey: null,
      keyFramesKey: null,
      subtitles: {},
      sizeBytes,
    };
    return { ...file, sha256: 'ab'.repeat(32), media: { ...words, ...picture }, sourceVersion: null };
  }

  async function have(by: Client, sizeBytes: number, url?: string): Promise<string> {
    const { run, assetId } = await led(by, url);
    await lifecycle.complete(run, assetId, stored(run, sizeBytes));
    return run.downloadId;
  }

  const used = async (by: Client) => {
    const { body } = await by.get<Record<'tenant' | 'user', { used_bytes: number } | null>>('/quota');
    return [body.tenant?.used_bytes, body.user?.used_bytes];
  };

  it('should count a file once for its tenant, and once for each who has it', async () => {
    const url = newFilm();
    await have(ana.client, 600, url);
    const again = await claimed(await queued(rui.client, url));
    if (again.kind !== 'reuse') throw new Error(`it is ${again.kind}`);
    await lifecycle.completeFrom(again.run, again.file.assetId, 600);
    await have(rui.client, 50);
    expect(await used(ana.client)).toEqual([650, 600]);
    expect(await used(rui.client)).toEqual([650, 650]);
    expect(await used(client)).toEqual([650, undefined]);
    expect(await used(system.client('other'))).toEqual([0, undefined]);
  });

  it('should give back what is removed', async () => {
    const id = await have(ana.client, 600);
    await ana.client.delete(`/downloads/${id}?purge=true`);
    expect(await used(ana.client)).toEqual([0, 0]);
  });

  it('should never give the same bytes to two who ask at once', async () => {
    await limit('tenants', 'school', 1_000);
    const runs = await Promise.all(Array.from({ length: 6 }, () => led(client)));
    const answers = await Promise.allSettled(runs.map(({ run }) => quotas.reserveQuota(run, 300)));
    const given = answers.filter(({ status }) => status === 'fulfilled');
    expect(given.length).toBe(3);
    const refused = answers.flatMap((one) => (one.status === 'rejected' ? [one.reason as Error] : []));
    for (const error of refused) expect(error).toBeInstanceOf(StorageQuotaReached);
  });

  it('should count what runs until it has ended, whichever way', async () => {
    await limit('tenants', 'school', 1_000);
    const [first, second] = [await led(client), await led(client)];
    await expect(quotas.reserveQuota(first.run, 0)).resolves.toBe(1_000);
    await expect(quotas.reserveQuota(first.run, 400)).resolves.toBe(1_000);
    await expect(quotas.reserveQuota(second.run, 600)).resolves.toBe(600);
    await expect(quotas.reserveQuota(first.run, 401)).rejects.toMatchObject({
      code: 'storage.quota-reached',
      details: { of: 'tenant', limit_bytes: 1_000, used_bytes: 1_001 },
    });
    await lifecycle.release(second.run);
    await expect(quotas.reserveQuota(first.run, 1_000)).resolves.toBe(1_000);
    await lifecycle.complete(first.run, first.assetId, stored(first.run, 1_000));
    const third = await claimed(second.run.downloadId, 1);
    if (third.kind !== 'lead') throw new Error(`it is ${third.kind}`);
    await expect(quotas.reserveQuota(third.run, 0)).rejects.toThrow(StorageQuotaReached);
  });

  it("should hold people to their own quota, and keys only to the school's", async () => {
    await limit('users', ana.id, 500);
    await have(ana.client, 400);
    const [hers, his, keys] = [await led(ana.client), await led(rui.client), await led(client)];
    await expect(quotas.reserveQuota(hers.run, 101)).rejects.toMatchObject({
      message: 'Your storage is full or has too little space left for this video: 501 B of 500 B used.',
    });
    for (const { run } of [his, keys]) await expect(quotas.reserveQuota(run, 101)).resolves.toBe(LARGEST);
  });

  it('should not let a run go on whose reservation another took over', async () => {
    await limit('tenants', 'school', 1_000);
    const { run } = await led(client);
    await lifecycle.release(run);
    await claimed(run.downloadId, 1);
    await expect(quotas.reserveQuota(run, 10)).rejects.toThrow('taken over');
  });

  it('should refuse what is larger than the largest file, also without quotas', async () => {
    const { run } = await led(client);
    await expect(quotas.reserveQuota(run, LARGEST)).resolves.toBe(LARGEST);
    await expect(quotas.reserveQuota(run, LARGEST + 1)).rejects.toThrow(FileTooLarge);
  });

  it('should share a file only with those who have space for it', async () => {
    await limit('users', rui.id, 500);
    const url = newFilm();
    const { run, assetId } = await led(ana.client, url);
    const waiting = [await queued(rui.client, url), await queued(client, url)];
    for (const id of waiting) await expect(claimed(id)).resolves.toEqual({ kind: 'waiting' });
    await lifecycle.complete(run, assetId, stored(run, 501));
    await expect(row(waiting[0] ?? '')).resolves.toMatchObject({
      status: 'failed',
      error_code: 'storage.quota-reached',
    });
    await expect(row(waiting[1] ?? '')).resolves.toMatchObject({ status: 'completed' });
    const { status, body } = await rui.client.post('/downloads', { url });
    expect({ status, ...body }).toMatchObject({ status: 422, code: 'storage.quota-reached' });
  });

  it('should count a file once for who asked for it by itself and with its class', async () => {
    await limit('users', ana.id, 500);
    const url = newFilm();
    const { run, assetId } = await led(ana.client, url);
    const inBatch = await askedWithClass(run.downloadId);
    await expect(claimed(inBatch)).resolves.toEqual({ kind: 'waiting' });
    await lifecycle.complete(run, assetId, stored(run, 300));
    await expect(row(inBatch)).resolves.toMatchObject({ status: 'completed', error_code: null });
    expect(await used(ana.client)).toEqual([300, 300]);
  });

  it('should count a video once that several items of a class have', async () => {
    await limit('users', ana.id, 500);
    await limit('tenants', 'school', 500);
    const film = (name: string, total_bytes: number | null) => ({
      source_key: `youtube:${name}`,
      variant: 'best',
      total_bytes,
    });
    const asked = [film('a', 300), film('a', null), film('b', 100), film('a', 300), film('c', 101)];
    const refusals = await quotas.refusals({ tenantId: 'school', requester: `user:${ana.id}` }, asked);
    expect(refusals.map((refusal) => refusal?.code)).toEqual([
      undefined,
      undefined,
      undefined,
      undefined,
      'storage.quota-reached',
    ]);
  });

  it('should give a person what they have already, however full their storage is', async () => {
    const url = newFilm();
    await have(ana.client, 600, url);
    await limit('users', ana.id, 500);
    const again = await claimed(await queued(ana.client, url));
    if (again.kind !== 'reuse') throw new Error(`it is ${again.kind}`);
    await lifecycle.completeFrom(again.run, again.file.assetId, 600);
    await expect(row(again.run.downloadId)).resolves.toMatchObject({ status: 'completed' });
  });
});
