import { type BatchBody, Client } from '@app/testing/client';
import { ANA, CARLA, HISTORY } from '@app/testing/sandbox-school';
import { useSystem } from '@app/testing/use-system';

const STUDENTS = ['bruno.lima@escola-aurora.example', CARLA];

describe('RNF-003 two apis and three workers', () => {
  const system = useSystem({ workers: 3 });

  it('should share the work, do nothing twice and answer the same everywhere', async () => {
    const second = await system.startApi();
    const other = new Client(
      (await second.getUrl()).replace('[::1]', '127.0.0.1'),
      system.tenantKeys.school ?? '',
    );
    const client = system.client();
    const batches: string[] = [];
    for (const email of [ANA, ...STUDENTS]) {
      const credential = await client.connect(email);
      const { body } = await other.post<BatchBody>(`/courses/${HISTORY}/download-all`, {
        credential_id: credential,
      });
      batches.push(body.job_id);
    }
    for (const id of batches) {
      const ended = await client.batchEnded(id);
      expect(ended).toMatchObject({ status: 'completed', completed: 8 });
      expect((await other.get<BatchBody>(`/batch-downloads/${id}`)).body).toEqual(ended);
    }
    const database = await system.database();
    const [counted]: { assets: number; rows: number; ledger: number; downloads: number }[] =
      await database.query(
        `SELECT (SELECT count(*)::int FROM assets) AS assets, (SELECT count(DISTINCT asset_id)::int FROM downloads) AS rows,
         (SELECT count(*)::int FROM download_outcomes) AS ledger, (SELECT count(*)::int FROM downloads) AS downloads`,
      );
    expect(counted).toEqual({ assets: 8, rows: 8, ledger: 24, downloads: 24 });
    const media = system.sandbox.faults.seen.filter(
      ({ url }) => url.includes('alt=media') || url === '/media/aula-3.mp4',
    );
    expect(media).toHaveLength(5);
  });
});
