import { randomUUID } from 'node:crypto';
import { useDatabase } from '@app/testing/use-database';
import { BatchPoisonous } from '../batch.errors';
import { BatchEntity } from './batch.entity';
import { BatchDiscoveryRepository } from './batch-discovery.repository';

const POISON = new BatchPoisonous();

describe(BatchDiscoveryRepository, () => {
  const { source, database } = useDatabase(BatchEntity);
  const discoveries = new BatchDiscoveryRepository(database, database.repository(BatchEntity));
  let batch: string;

  beforeEach(async () => {
    await source.query('TRUNCATE tenants CASCADE');
    await source.query(`INSERT INTO tenants (id, name) VALUES ('t', 't')`);
    const [made] = await source.query<[{ id: string }]>(
      `INSERT INTO batches (tenant_id, requester, course_id, kinds, skip_existing, quality, subtitles)
       VALUES ('t', 'key:1', '1', '{material}', false, 'best', true) RETURNING id`,
    );
    batch = made.id;
  });

  const row = async () => (await source.query<[Record<string, unknown>]>('SELECT * FROM batches'))[0];

  async function begin() {
    const [pending] = await discoveries.enqueue();
    const discovery = await discoveries.claim(batch, pending?.generation ?? -1, randomUUID());
    if (!discovery) throw new Error('it was not claimed');
    return discovery;
  }

  async function crash(): Promise<string[]> {
    await begin();
    await source.query(`UPDATE batches SET heartbeat_at = now() - interval '31 seconds'`);
    return discoveries.rescueStale(POISON);
  }

  it('should give a batch up that three workers in a row died with, in words', async () => {
    expect([await crash(), await crash(), await crash()]).toEqual([[], [], [batch]]);
    expect(await row()).toMatchObject({
      stage: 'failed',
      error_code: 'batch.poison',
      error_message: POISON.message,
    });
    expect(await discoveries.enqueue()).toEqual([]);
  });

  it('should not be taken up a fourth time by a job that the queue hands out again each time its worker died', async () => {
    const { generation } = (await discoveries.enqueue())[0] ?? { generation: -1 };
    const claim = () => discoveries.claim(batch, generation, randomUUID());
    for (let worker = 0; worker < 3; worker += 1) expect(await claim()).toBeDefined();
    expect(await claim()).toBeUndefined();
    await source.query(`UPDATE batches SET heartbeat_at = now() - interval '31 seconds'`);
    expect(await discoveries.rescueStale(POISON)).toEqual([batch]);
  });

  it('should forget crashes when a discovery ends in another way', async () => {
    await crash();
    await crash();
    await discoveries.requeue(await begin(), { delayMs: 0, spentAttempts: 0 });
    expect(await row()).toMatchObject({ stage: 'discovering', crash_count: 0 });
  });

  it('should keep what may be missing', async () => {
    const warnings = [{ code: 'drive.folder-truncated', message: 'One item links to …' } as const];
    await discoveries.finish(await begin(), { skipped: 0, blocked: [], warnings });
    expect(await row()).toMatchObject({ stage: 'discovered', warnings });
  });
});
