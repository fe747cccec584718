import type { BatchBody } from '@app/testing/client';
import { ANA, HISTORY } from '@app/testing/sandbox-school';
import { setUp } from '@app/testing/set-up';
import { until } from '@app/testing/until';
import { useSystem } from '@app/testing/use-system';

const ITEMS = `/v1/courses/${HISTORY}/courseWork`;

interface FailedBatch extends BatchBody {
  error_code: string | null;
}

describe('RF-011 RF-012 a batch whose course is hard to read', () => {
  const system = useSystem();
  const client = setUp(() => system.client());
  let ana: number;
  const database = setUp(() => system.database());

  beforeAll(async () => (ana = await client.connect(ANA)));

  afterEach(() => system.sandbox.faults.clear());
  const downloadAll = (body: object = {}, headers: Record<string, string> = {}) =>
    client.post<FailedBatch>(`/courses/${HISTORY}/download-all`, { credential_id: ana, ...body }, headers);
  const batch = async (id: string) => (await client.get<FailedBatch>(`/batch-downloads/${id}`)).body;
  const retry = (id: string) => client.post<{ retried: number }>(`/batch-downloads/${id}/retry-failed`);

  /** A batch during whose reading the permission is withdrawn. */
  async function unreadable(body: object = {}): Promise<FailedBatch> {
    const { sub = '' } = system.sandbox.school.people.find(({ email }) => email === ANA) ?? {};
    expect(await client.connect(ANA)).toBe(ana);
    const lift = system.sandbox.faults.addFault({ path: ITEMS, delayMs: 1_500 });
    const asked = system.sandbox.faults.countFaults(ITEMS);
    const batch = await downloadAll(body);
    await until(() => system.sandbox.faults.countFaults(ITEMS) > asked);
    system.sandbox.tokens.endGrant(sub, 'permission');
    lift();
    return batch.body;
  }

  it('should be one batch while it is read, however often it is asked for', async () => {
    const lift = system.sandbox.faults.addFault({ path: ITEMS, delayMs: 4_000 });
    const headers = (index: number): Record<string, string> =>
      index % 2 === 0 ? {} : { 'idempotency-key': `all-${String(index % 4)}` };
    const answers = await Promise.all(
      Array.from({ length: 50 }, (_, index) => downloadAll({}, headers(index))),
    );
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([202]));
    expect(new Set(answers.map(({ body }) => body.job_id)).size).toBe(1);
    const other = await downloadAll({ kinds: ['announcement', 'material'] });
    expect(other.body.job_id).not.toBe(answers[0]?.body.job_id);
    expect((await downloadAll({ kinds: ['material', 'announcement'] })).body.job_id).toBe(other.body.job_id);
    lift();
    for (const { body } of [other, ...answers.slice(0, 1)])
      expect((await client.batchEnded(body.job_id)).status).toBe('completed');
    const again = await downloadAll();
    expect(again.body.job_id).not.toBe(answers[0]?.body.job_id);
    expect((await client.batchEnded(again.body.job_id)).status).toBe('completed');
  });

  it('should stay cancelled, without a download, when that comes while it is read', async () => {
    await database.query(`UPDATE course_access SET synced_at = now() - interval '1 day'`);
    const before = (await client.get<{ total: number }>('/downloads')).body.total;
    const lift = system.sandbox.faults.addFault({ path: ITEMS, delayMs: 1_500 });
    const asked = system.sandbox.faults.countFaults(ITEMS);
    const { body } = await downloadAll({ kinds: ['assignment'] });
    await until(() => system.sandbox.faults.countFaults(ITEMS) > asked);
    expect((await client.delete(`/batch-downloads/${body.job_id}`)).status).toBe(204);
    expect((await batch(body.job_id)).status).toBe('cancelled');
    lift();
    // Whoever asks next waits for the same reading, so it has ended by then.
    const next = await downloadAll({ kinds: ['announcement'] });
    expect((await client.batchEnded(next.body.job_id)).status).toBe('completed');
    expect(await batch(body.job_id)).toMatchObject({ status: 'cancelled', total: 0 });
    expect((await client.get<{ total: number }>('/downloads')).body.total).toBe(before + 2);
  });

  it('should fail when the permission is withdrawn, say so, and be read again after new consent', async () => {
    const body = await unreadable();
    expect(await client.batchEnded(body.job_id)).toMatchObject({
      status: 'failed',
      error_code: 'credential.needs-reconsent',
      total: 0,
    });
    expect((await retry(body.job_id)).status).toBe(200);
    await until(async () => (await batch(body.job_id)).status === 'failed');
    expect(await client.connect(ANA)).toBe(ana);
    expect((await retry(body.job_id)).body).toEqual({ retried: 0 });
    expect(await client.batchEnded(body.job_id)).toMatchObject({
      status: 'completed',
      error_code: null,
      completed: 8,
    });
    expect((await retry(body.job_id)).body).toEqual({ retried: 0 });
    expect((await batch(body.job_id)).status).toBe('completed');
  });

  it('should not be read again while the same request is', async () => {
    const first = await unreadable({ quality: '720' });
    expect((await client.batchEnded(first.job_id)).status).toBe('failed');
    await client.connect(ANA);
    const lift = system.sandbox.faults.addFault({ path: ITEMS, delayMs: 3_000 });
    const second = await downloadAll({ quality: '720' });
    expect(second.body.job_id).not.toBe(first.job_id);
    expect((await retry(first.job_id)).status).toBe(200);
    expect((await batch(first.job_id)).status).toBe('failed');
    lift();
    expect((await client.batchEnded(second.body.job_id)).status).toBe('completed');
  });
});
