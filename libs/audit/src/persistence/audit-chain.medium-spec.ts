import type { DataSource } from 'typeorm';
import { Database } from '@app/database';
import { openDataSource, testDatabase } from '@app/testing/parts';
import { AuditChainEntity } from './audit-chain.entity';
import { AuditChainRepository } from './audit-chain.repository';
import { SecurityEventEntity } from './security-event.entity';
import { type NewSecurityEvent, SecurityEventsRepository } from './security-events.repository';

const EVENT: NewSecurityEvent = {
  tenantId: 'school',
  actorKind: 'user',
  actorId: 'user:1',
  actorName: 'ana',
  onBehalfOf: null,
  action: 'test',
  subject: null,
  outcome: 'ok',
  ip: '203.0.113.9',
  correlationId: null,
  detail: { b: 1.5, a: ['ü', null] },
};

describe(AuditChainRepository, () => {
  let parts: Awaited<ReturnType<typeof testDatabase>>;
  let sources: DataSource[];
  let chain: AuditChainRepository;
  let trails: SecurityEventsRepository[];

  beforeEach(async () => {
    parts = await testDatabase();
    sources = await Promise.all(
      ['one', 'two', 'three'].map(() => openDataSource(parts.url, [AuditChainEntity, SecurityEventEntity])),
    );
    const database = new Database(sources[0]!);
    const [chains, events] = [
      database.repository(AuditChainEntity),
      database.repository(SecurityEventEntity),
    ];
    chain = new AuditChainRepository(database, chains, events);
    trails = sources.map((source) => {
      const database = new Database(source);
      return new SecurityEventsRepository(database, database.repository(SecurityEventEntity));
    });
  });

  afterEach(async () => {
    await Promise.all(sources.map((source) => source.destroy()));
    await parts.drop();
  });

  const query = (sql: string) => sources[0]!.query(sql);
  const addSome = async (count: number) => {
    for (let index = 0; index < count; index += 1) await trails[0]!.appendEvents(EVENT);
  };
  /** As the superuser, behind the back of the triggers. */
  const tamper = (sql: string) =>
    sources[0]!.transaction(async (manager) => {
      await manager.query('SET LOCAL session_replication_role = replica');
      await manager.query(sql);
    });
  const problems = async () => (await chain.verifyChain()).problems;
  const at = (kind: string, fromSeq: number, toSeq = fromSeq) => ({ kind, fromSeq, toSeq });

  it('should be intact while it is empty, and number the first event with 1', async () => {
    expect(await chain.verifyChain()).toMatchObject({ events: 0, lastSeq: 0, prunedSeq: 0, problems: [] });
    expect(await trails[0]!.appendEvents(EVENT)).toEqual({
      seq: 1,
      hash: expect.stringMatching(/^[\da-f]{64}$/) as string,
    });
  });

  it('should have no gap and no break when many processes add at once', async () => {
    const links = await Promise.all(
      Array.from({ length: 300 }, (_, index) => trails[index % 3]!.appendEvents(EVENT)),
    );
    expect(links.map((link) => link!.seq).sort((a, b) => a - b)).toEqual(links.map((_, index) => index + 1));
    expect(await chain.verifyChain()).toMatchObject({ events: 300, lastSeq: 300, problems: [] });
  });

  it('should leave no gap when an event is refused or taken back', async () => {
    await addSome(1);
    await expect(trails[0]!.appendEvents({ ...EVENT, outcome: 'maybe' as 'ok' })).rejects.toThrow('outcome');
    await sources[1]!
      .transaction(async (manager) => {
        await manager.query(
          `INSERT INTO security_events (actor_kind, action, outcome) VALUES ('user', 'x', 'ok')`,
        );
        await Promise.reject(new Error('taken back'));
      })
      .catch(() => undefined);
    expect(await trails[0]!.appendEvents(EVENT)).toMatchObject({ seq: 2 });
    expect(await problems()).toEqual([]);
  });

  it('should set time, number and hash itself, whatever is asked for', async () => {
    await query(`INSERT INTO security_events (actor_kind, action, outcome, at, seq, hash, id)
      VALUES ('user', 'x', 'ok', now() - interval '1 year', 99, '\\x00', '00000000-0000-7000-8000-000000000000')`);
    expect(
      await query(`SELECT seq, at > now() - interval '1 minute' AS now, length(hash) AS bytes,
      id::text LIKE '00000000%' AS odd FROM security_events`),
    ).toEqual([{ seq: 1, now: true, bytes: 32, odd: false }]);
  });

  it.each([
    `UPDATE security_events SET outcome = 'refused'`,
    'DELETE FROM security_events',
    'TRUNCATE security_events',
    'TRUNCATE audit_chain',
    'DELETE FROM audit_chain',
  ])('should not let even its owner do this by the way: %s', async (sql) => {
    await addSome(2);
    await expect(query(sql)).rejects.toThrow('not changed');
    expect(await chain.verifyChain()).toMatchObject({ events: 2, problems: [] });
  });

  it.each([
    `detail = '{"b": 1.6}'`,
    `outcome = 'refused'`,
    `at = at + interval '1 microsecond'`,
    `actor_name = NULL`,
    `ip = '203.0.113.8'`,
    `hash = sha256('x')`,
  ])('should show the event that was changed: %s', async (change) => {
    await addSome(5);
    await tamper(`UPDATE security_events SET ${change} WHERE seq = 3`);
    expect((await problems())[0]).toEqual(at('changed', 3));
  });

  it('should show what was taken out of the middle, from the beginning and from the end', async () => {
    await addSome(9);
    await tamper('DELETE FROM security_events WHERE seq IN (1, 4, 5, 8, 9)');
    expect(await problems()).toEqual([at('missing', 1), at('missing', 4, 5), at('missing', 8, 9)]);
  });

  it('should show what was put in behind its back', async () => {
    await addSome(2);
    await tamper(`INSERT INTO security_events (actor_kind, action, outcome, seq, hash)
      VALUES ('user', 'x', 'ok', 3, sha256('x'))`);
    expect((await problems()).at(-1)).toEqual(at('unexpected', 3));
  });

  it('should show a tail that was made anew, because the chain knows its last hash', async () => {
    await addSome(3);
    await tamper(`UPDATE security_events e SET action = 'y',
      hash = security_event_hash((SELECT hash FROM security_events WHERE seq = 2), jsonb_populate_record(e, '{"action": "y"}'))
      WHERE seq = 3`);
    expect(await problems()).toEqual([at('changed', 3)]);
  });

  it('should go on after old events went, and let none go that is younger than a day', async () => {
    await addSome(5);
    expect(await trails[0]!.removeOlderThan(0)).toBe(0);
    await query('UPDATE audit_chain SET keep_days = 0');
    await query('SELECT prune_security_events(0, 3)');
    await addSome(1);
    expect(await chain.verifyChain()).toMatchObject({ events: 3, lastSeq: 6, prunedSeq: 3, problems: [] });
    expect(await trails[0]!.countOlderThan(0)).toBe(3);
    expect(await trails[0]!.removeOlderThan(0)).toBe(3);
    expect(await chain.verifyChain()).toMatchObject({ events: 0, lastSeq: 6, prunedSeq: 6, problems: [] });
    await addSome(1);
    expect(await chain.verifyChain()).toMatchObject({ events: 1, lastSeq: 7, problems: [] });
  });
});
