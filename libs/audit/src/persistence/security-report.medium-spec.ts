import { useDatabase } from '@app/testing/use-database';
import { SecurityEventEntity } from './security-event.entity';
import { SecurityReportRepository } from './security-report.repository';

const FROM = new Date('2026-11-15T00:00:00Z');
const TO = new Date('2026-11-22T00:00:00Z');
const SCHOOL = { from: FROM, to: TO, tenantId: 'school' };
const WHOLE = { ...SCHOOL, tenantId: null };

interface Told {
  at: string;
  actor?: string | null;
  ip?: string | null;
  outcome?: string;
  action?: string;
  tenant?: string | null;
  detail?: object;
  subject?: string;
}

describe('a security report in the database', () => {
  const { source, database } = useDatabase(SecurityEventEntity);
  const report = new SecurityReportRepository(database, database.repository(SecurityEventEntity));
  let told = 0;

  beforeEach(() => behindTriggers('DELETE FROM security_events'));

  /** Behind the back of the trigger that says when. */
  const behindTriggers = (sql: string, rows: unknown[][] = [[]]) =>
    source.transaction(async (manager) => {
      await manager.query('SET LOCAL session_replication_role = replica');
      for (const row of rows) await manager.query(sql, row);
    });

  /** Events at some time, sign-ins of Ana that worked unless told otherwise. */
  function tell(...events: Told[]): Promise<void> {
    const rows = events.map(({ at, actor = 'user:ana', tenant = 'school', ip = '203.0.113.9', ...event }) => {
      const { outcome = 'ok', action = 'auth.sign-in', detail = {}, subject = null } = event;
      return [at, tenant, actor, action, subject, outcome, ip, detail, (told += 1)];
    });
    return behindTriggers(
      `INSERT INTO security_events
         (at, tenant_id, actor_kind, actor_id, actor_name, action, subject, outcome, ip, detail, seq, hash)
       VALUES ($1, $2, 'user', $3, 'ana', $4, $5, $6, $7, $8, $9, '')`,
      rows,
    );
  }

  it('should count by action, place and code within the period, and what was held back', async () => {
    const refused = { action: 'access.refused', outcome: 'refused' };
    await tell(
      { at: '2026-11-14T23:59:59Z' },
      { at: '2026-11-15T00:00:00Z' },
      { at: '2026-11-16T00:00:00Z', ...refused, detail: { code: 'request.forbidden' } },
      {
        at: '2026-11-16T00:00:01Z',
        ...refused,
        ip: null,
        detail: { code: 'request.forbidden', held_back: 980 },
      },
      { at: '2026-11-22T00:00:00Z' },
    );
    expect(await report.countByAction(SCHOOL)).toEqual([
      { action: 'access.refused', outcome: 'refused', count: 2 },
      { action: 'auth.sign-in', outcome: 'ok', count: 1 },
    ]);
    expect(await report.countByPlace(SCHOOL, 10)).toEqual([
      { ip: '203.0.113.9', events: 2, refused: 1 },
      { ip: null, events: 1, refused: 1 },
    ]);
    expect(await report.countRefusals(SCHOOL, 10)).toEqual([
      { action: 'access.refused', code: 'request.forbidden', count: 2, heldBack: 980 },
    ]);
  });

  it('should tell a tenant nothing of another or of the installation', async () => {
    const during = '2026-11-16T00:00:00Z';
    await tell(
      { at: during, tenant: 'other', ip: '203.0.113.66' },
      { at: during, tenant: 'other', outcome: 'refused', detail: { locked: true } },
      { at: during, tenant: null, actor: null, action: 'address.blocked', subject: '203.0.113.66' },
    );
    expect(await report.countByAction(SCHOOL)).toEqual([]);
    expect(await report.countByPlace(SCHOOL, 10)).toEqual([]);
    expect(await report.countLockedSignIns(SCHOOL, 10)).toEqual([]);
    expect(await report.listBlocked(SCHOOL, 10)).toEqual([]);
    expect(await report.listBlocked(WHOLE, 10)).toMatchObject([{ ip: '203.0.113.66', until: null }]);
    expect(await report.countLockedSignIns(WHOLE, 10)).toMatchObject([{ tenantId: 'other', refused: 1 }]);
  });

  it('should find sign-ins from a network that is new for the person, but not their first', async () => {
    await tell(
      { at: '2026-11-01T08:00:00Z', ip: '203.0.113.9' },
      { at: '2026-11-01T08:00:00Z', ip: '2001:db8:1:2::1', actor: 'user:bia' },
      { at: '2026-11-16T08:00:00Z', ip: '203.0.113.9' },
      { at: '2026-11-16T09:00:00Z', ip: '198.51.100.7' },
      { at: '2026-11-16T10:00:00Z', ip: '198.51.100.7' },
      { at: '2026-11-16T11:00:00Z', ip: '2001:db8:1:2::ffff', actor: 'user:bia' },
      { at: '2026-11-16T12:00:00Z', ip: '2001:db8:1:3::1', actor: 'user:bia' },
      { at: '2026-11-16T13:00:00Z', ip: '192.0.2.1', actor: 'user:new' },
    );
    const found = await report.listUnusualSignIns(SCHOOL, 10);
    expect(found).toMatchObject([
      { actorId: 'user:bia', ip: '2001:db8:1:3::1', isNewNetwork: true },
      { actorId: 'user:ana', ip: '198.51.100.7', isNewNetwork: true, at: new Date('2026-11-16T09:00:00Z') },
    ]);
    expect(await report.listUnusualSignIns({ ...SCHOOL, tenantId: 'other' }, 10)).toEqual([]);
  });

  it('should compare a sign-in with those of the 92 days before the period, however long the trail is', async () => {
    await tell(
      { at: '2026-08-14T23:59:59Z', ip: '203.0.113.9' },
      { at: '2026-08-15T00:00:01Z', ip: '198.51.100.7' },
      { at: '2026-11-16T08:00:00Z', ip: '198.51.100.7' },
      { at: '2026-11-16T09:00:00Z', ip: '203.0.113.9' },
    );
    expect(await report.listUnusualSignIns(SCHOOL, 10)).toMatchObject([
      { ip: '203.0.113.9', isNewNetwork: true },
    ]);
  });

  it('should add up more refusals that were held back than an integer holds', async () => {
    const flood = { outcome: 'refused', detail: { code: 'request.too-many', held_back: 2_000_000_000 } };
    await tell({ at: '2026-11-16T08:00:00Z', ...flood }, { at: '2026-11-16T08:00:01Z', ...flood });
    expect(await report.countRefusals(SCHOOL, 10)).toMatchObject([{ count: 2, heldBack: 4_000_000_000 }]);
  });

  it('should find sign-ins after several refused ones within the hour, of the same person', async () => {
    const minutes = (...all: number[]) =>
      all.map((minute) => `2026-11-16T08:${String(minute).padStart(2, '0')}:00Z`);
    const wrong = (at: string) => ({ at, outcome: 'refused' });
    await tell(...minutes(1, 2, 3).map(wrong), { at: '2026-11-16T08:04:00Z' });
    await tell({ at: '2026-11-16T08:05:00Z', actor: 'user:bia' }, { at: '2026-11-16T09:30:00Z' });
    expect(await report.listUnusualSignIns(SCHOOL, 10)).toMatchObject([
      { actorId: 'user:ana', refusedBefore: 3, isNewNetwork: false },
    ]);
  });

  it('should fetch one line more than are shown', async () => {
    await tell(...[1, 2, 3].map((n) => ({ at: '2026-11-16T08:00:00Z', ip: `203.0.113.${String(n)}` })));
    expect(await report.countByPlace(SCHOOL, 1)).toHaveLength(2);
  });
});
