import { useDatabase } from '@app/testing/use-database';

const ACCOUNT = `INSERT INTO credentials (tenant_id, owner_user_id, google_sub, scopes) VALUES ('t', $1, $2, '{}') RETURNING id`;
const BATCH = `INSERT INTO batches (tenant_id, requester, credential_id, course_id, kinds, skip_existing, quality, subtitles, stage)
  VALUES ('t', $1, $2, '1', '{material}', false, 'best', true, $3) RETURNING id`;
const DOWNLOAD = `INSERT INTO downloads (tenant_id, requester, credential_id, batch_id, source, source_key, variant, url, host,
    quality, subtitles)
  VALUES ('t', $1, $2, $3, 'youtube', 'youtube:1', 'best', 'https://youtu.be/1', 'youtube.com', 'best', true) RETURNING id`;

describe('removing a person whose account batches were made with', () => {
  const { source } = useDatabase();
  let user: string;

  const idOf = async (sql: string, parameters: unknown[]) =>
    (await source.query<{ id: string }[]>(sql, parameters))[0]?.id ?? '';

  beforeEach(async () => {
    await source.query('TRUNCATE tenants CASCADE');
    await source.query(`INSERT INTO tenants (id, name) VALUES ('t', 't')`);
    user = await idOf(
      `INSERT INTO users (tenant_id, username, email, full_name, password_hash)
       VALUES ('t', 'ana', 'ana@t.example', 'Ana', '') RETURNING id`,
      [],
    );
  });

  it('should succeed while the same video is under way in two batches and alone, and keep the batches', async () => {
    const account = await idOf(ACCOUNT, [user, 'sub-1']);
    const requester = 'user:an-admin';
    const batches = [
      await idOf(BATCH, [requester, account, 'discovered']),
      await idOf(BATCH, [requester, account, 'discovering']),
    ];
    for (const batch of [...batches, null]) await idOf(DOWNLOAD, [requester, account, batch]);
    await source.query('DELETE FROM users WHERE id = $1', [user]);
    const left = await source.query<object[]>(
      'SELECT batch_id AS batch, credential_id AS account FROM downloads',
    );
    // Ids of one millisecond are in no order.
    expect(left).toHaveLength(3);
    expect(left).toEqual(
      expect.arrayContaining([...batches, null].map((batch) => ({ batch, account: null }))),
    );
  });

  it('should succeed while two accounts of theirs have the same batch under way', async () => {
    for (const sub of ['sub-1', 'sub-2'])
      await idOf(BATCH, [`user:${user}`, await idOf(ACCOUNT, [user, sub]), 'discovering']);
    await source.query('DELETE FROM users WHERE id = $1', [user]);
    const [{ count }] = await source.query<[{ count: number }]>('SELECT count(*)::int AS count FROM batches');
    expect(count).toBe(2);
  });
});
