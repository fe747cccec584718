import type { DownloadBody } from '@app/testing/client';
import { setUp } from '@app/testing/set-up';
import { useSystem } from '@app/testing/use-system';

describe('RF-006 requesting with an Idempotency-Key', () => {
  const system = useSystem();
  const client = setUp(() => system.client());
  const database = setUp(() => system.database());

  const url = (path: string) => system.sandbox.origin + path;
  const age = (key: string, interval: string) =>
    database.query(`UPDATE idempotency_keys SET created_at = now() - $2::interval WHERE key = $1`, [
      key,
      interval,
    ]);
  const keyed = (key: string, body: object) =>
    client.post<DownloadBody>('/downloads', body, { 'idempotency-key': key });

  it('should answer the same again, also when fifty come at once', async () => {
    const body = { url: url('/media/aula-3.mp4') };
    const answers = await Promise.all(Array.from({ length: 50 }, () => keyed('k-1', body)));
    expect(new Set(answers.map((answer) => `${String(answer.status)} ${answer.body.id}`)).size).toBe(1);
    await client.ended(answers[0]?.body.id ?? '');
    const later = await keyed('k-1', body);
    expect(later.body.id).toBe(answers[0]?.body.id);
    expect(later.headers.get('idempotency-replayed')).toBe('true');
  });

  it('should refuse another body under the same key', async () => {
    await keyed('k-2', { url: url('/media/mapa.mp4') });
    expect(await keyed('k-2', { url: url('/media/museu.mp4') })).toMatchObject({
      status: 422,
      body: { code: 'idempotency.conflict' },
    });
  });

  it('should forget a key whose request failed', async () => {
    expect((await keyed('k-3', { url: 'nonsense' })).status).toBe(422);
    expect((await keyed('k-3', { url: url('/media/museu.mp4') })).status).toBeLessThan(300);
  });

  it('should remember a key for a day, and no longer', async () => {
    const first = await keyed('k-4', { url: url('/media/museu.mp4?day') });
    await client.ended(first.body.id);
    await age('k-4', '23 hours 59 minutes');
    expect((await keyed('k-4', { url: url('/media/museu.mp4?day') })).body.id).toBe(first.body.id);
    await age('k-4', '24 hours 1 minute');
    const next = await keyed('k-4', { url: url('/media/mapa.mp4?another') });
    expect(next.status).toBe(201);
    expect(next.body.id).not.toBe(first.body.id);
  });

  it('should go on after a first request that died, and not while it may still live', async () => {
    await database.query(
      `INSERT INTO idempotency_keys (tenant_id, requester, key, request_hash)
       SELECT tenant_id, requester, 'k-5', request_hash FROM idempotency_keys WHERE key = 'k-1'`,
    );
    const body = { url: url('/media/aula-3.mp4') };
    expect(await keyed('k-5', body)).toMatchObject({
      status: 409,
      body: { code: 'idempotency.in-progress' },
    });
    await age('k-5', '61 seconds');
    expect((await keyed('k-5', body)).status).toBe(201);
  });

  it('should keep the keys of different callers apart', async () => {
    const mine = await keyed('k-6', { url: url('/media/museu.mp4?mine') });
    const theirs = await system
      .client('other')
      .post<DownloadBody>('/downloads', { url: url('/media/mapa.mp4?theirs') }, { 'idempotency-key': 'k-6' });
    expect([mine.status, theirs.status]).toEqual([201, 201]);
    expect(theirs.body.id).not.toBe(mine.body.id);
  });
});
