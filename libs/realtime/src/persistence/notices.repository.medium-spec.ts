import { useDatabase } from '@app/testing/use-database';
import { NoticeEntity } from './notice.entity';
import { NoticesRepository } from './notices.repository';

describe(NoticesRepository, () => {
  const { source, database } = useDatabase(NoticeEntity);
  const notices = new NoticesRepository(database.repository(NoticeEntity));

  beforeAll(() =>
    source.query(
      `INSERT INTO tenants (id, name) SELECT id, id FROM unnest(ARRAY['school', 'loud', 'unwatched']) id
       ON CONFLICT DO NOTHING`,
    ),
  );

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
