import { openDataSource, testDatabase } from '@app/testing/parts';
import type { DataSource } from 'typeorm';
import { NoticeEntity } from './notice.entity';
import { NoticesRepository } from './notices.repository';

describe(NoticesRepository, () => {
  let parts: Awaited<ReturnType<typeof testDatabase>>;
  let source: DataSource;
  let notices: NoticesRepository;

  beforeEach(async () => {
    parts = await testDatabase();
    source = await openDataSource(parts.url, [NoticeEntity]);
    await source.query(
      `INSERT INTO tenants (id, name) SELECT id, id FROM unnest(ARRAY['school', 'loud', 'unwatched']) id
       ON CONFLICT DO NOTHING`,
    );
    notices = new NoticesRepository(source.getRepository(NoticeEntity));
  });

  afterEach(async () => {
    await source.destroy();
    await parts.drop();
  });

  const insert = (tenantId: string | null, message: string, count = 1) =>
    source.query(
      `INSERT INTO notices (tenant_id, kind, message, ends_at)
       SELECT $1, 'info', $2, now() + interval '1 hour' FROM generate_series(1, $3::int)`,
      [tenantId, message, count],
    );

  it('should list those for all and of each watched tenant, however many others have', async () => {
    await insert(null, 'for all');
    await insert('school', 'for the school');
    await insert('school', 'over');
    await source.query(`UPDATE notices SET ends_at = now() WHERE message = 'over'`);
    await insert('unwatched', 'elsewhere', 1_200);
    await insert('loud', 'again', 1_200);
    const told = await notices.listPresent(['school', 'loud']);
    const messages = told.map(({ message }) => message);
    expect(messages.filter((message) => message !== 'again')).toEqual(['for the school', 'for all']);
    expect(messages.length).toBeLessThan(100);
  });
});
