import { Database, now, prepared } from '@app/database';
import { ClaimedWork, type Enqueued, type WorkError } from '@app/work';
import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { IsNull, Not, type Repository } from 'typeorm';
import { personOf } from '../../owner';
import type { Candidate } from '../fairness';
import { type Cursors, type Line, MIN_HOSTS } from '../waiting-window';
import { ACTIVE } from '../../persistence/download-statuses';
import { DownloadEntity } from '../../persistence/download.entity';
import { DOWNLOAD_WORK, type DownloadKey, noteCrash } from '../../persistence/download-work';

export interface InFlight {
  total: number;
  byTenant: Map<string, number>;
  byPerson: Map<string, number>;
  byHost: Map<string, number>;
  /** By tenant, of a host. */
  byTenantOf: Map<string, Map<string, number>>;
}

/** Waits to be handed over: the condition of the index downloads_waiting_person. */
const WAITS = `d.status = 'queued' AND d.enqueued_at IS NULL AND d.waiting_asset_id IS NULL`;
/** Running or handed over: the condition of the index downloads_in_flight. */
const IN_FLIGHT = `d.status = 'running' OR (d.status = 'queued' AND d.enqueued_at IS NOT NULL)`;
/** The file `a` is ready, or nobody is going to fetch it. */
const NOBODY_FETCHES = `a.state = 'ready' OR a.superseded_at IS NOT NULL
  OR NOT EXISTS (SELECT 1 FROM downloads l WHERE l.id = a.leader_download_id AND l.status IN ${ACTIVE})`;
/** In the order of the index. */
const TURN = `d.batch_id IS NOT NULL, d.priority DESC, d.id`;
/** Not for the index: it would look for times under every priority. */
const IS_DUE = `(d.run_at <= now()) IS TRUE`;

/** Looked at in a tick: tenants, and lines of all of them together, unless each has only a few. */
const MAX_TENANTS = 64;
const MAX_LINES = 256;
const MAX_PEOPLE = 64;
const MIN_PEOPLE = 4;
const MAX_HOSTS = 64;
/** Hosts that are asked whether they take anything, before it is asked for whom. */
const MAX_ASKED = 64;

type LineColumn = 'tenant_id' | 'requester' | 'host';

/** By the collation of that index, which makes it the only one that serves. */
const is = (column: LineColumn, value: string) => `d.${column} COLLATE "C" = ${value}`;

interface Ring {
  column: LineColumn;
  scope: string;
  /** SQL for the name that it begins behind. */
  after: string;
  limit: string;
}

/** The next `limit` names of a column with something waiting, round and round, found one by one in the index. */
function ring({ column, scope, after, limit }: Ring): string {
  const named = `d.${column} COLLATE "C"`;
  const next = (condition: string) =>
    `SELECT ${named} AS name FROM downloads d WHERE ${scope} AND ${condition} AND ${WAITS} ORDER BY ${named} LIMIT 1`;
  const lap = (from: string, to: string, number: number) => `(WITH RECURSIVE found AS (
      SELECT first.name, ${String(number)} AS place FROM (${next(`${from} AND ${to}`)}) first
      UNION ALL SELECT (${next(`${named} > found.name AND ${to}`)}), found.place + 1 FROM found WHERE found.name IS NOT NULL)
    SELECT name, place FROM found WHERE name IS NOT NULL LIMIT ${limit})`;
  return `(SELECT name, place FROM ${lap(`${named} > ${after}`, 'true', 0)} ahead UNION ALL
    SELECT name, place FROM ${lap('true', `${named} <= ${after}`, 1_000)} behind LIMIT ${limit})`;
}

const TENANTS = ring({ column: 'tenant_id', scope: 'true', after: '$1', limit: String(MAX_TENANTS) });
const PEOPLE = ring({
  column: 'requester',
  scope: is('tenant_id', 't.name'),
  after: `COALESCE($2::jsonb ->> t.name, '')`,
  limit: `LEAST(${String(MAX_PEOPLE)}, GREATEST(${String(MIN_PEOPLE)}, ${String(MAX_LINES)} / t.tenants))`,
});
const HOSTS = ring({
  column: 'host',
  scope: `${is('tenant_id', 't.name')} AND ${is('requester', 'p.name')}`,
  after: `COALESCE($3::jsonb ->> (t.name || ' ' || p.name), '')`,
  limit: `LEAST(${String(MAX_HOSTS)}, GREATEST(${String(MIN_HOSTS)}, ${String(MAX_LINES)} / (t.tenants * p.people)))`,
});

/** Planned in more time than it runs, several times a second: it has one good plan, by its index. */
const LINES = prepared(
  `SELECT t.name AS "tenantId", p.name AS requester, h.name AS host, p.place
   FROM (SELECT *, count(*) OVER () AS tenants FROM ${TENANTS} t) t
   CROSS JOIN LATERAL (SELECT *, count(*) OVER () AS people FROM ${PEOPLE} p) p
   CROSS JOIN LATERAL ${HOSTS} h
   ORDER BY t.place, p.place, h.place`,
);

/** What the dispatcher asks and writes, several times a second. SQL: recursive walks through indexes, and windows. */
@Injectable()
export class DispatchRepository {
  readonly work: ClaimedWork<DownloadKey>;

  constructor(
    private readonly database: Database,
    @InjectRepository(DownloadEntity) private readonly downloads: Repository<DownloadEntity>,
  ) {
    this.work = new ClaimedWork<DownloadKey>(database, DOWNLOAD_WORK);
  }

  /** Running or handed over. */
  async inFlight(): Promise<InFlight> {
    const rows = await this.downloads
      .createQueryBuilder('d')
      .select(['d.tenantId AS "tenantId"', 'd.requester AS requester', 'd.host AS host', 'count(*) AS count'])
      .where(IN_FLIGHT)
      .groupBy('d.tenantId, d.requester, d.host')
      .getRawMany<Omit<Candidate, 'id' | 'place'> & { count: number }>();
    const flight: InFlight = {
      total: 0,
      byTenant: new Map(),
      byPerson: new Map(),
      byHost: new Map(),
      byTenantOf: new Map(),
    };
    for (const { count, ...of } of rows) {
      const ofHost = flight.byTenantOf.get(of.host) ?? new Map<string, number>();
      flight.byTenantOf.set(of.host, ofHost);
      flight.total += count;
      increase(flight.byTenant, of.tenantId, count);
      increase(flight.byPerson, personOf(of), count);
      increase(flight.byHost, of.host, count);
      increase(ofHost, of.tenantId, count);
    }
    return flight;
  }

  /**
   * False when no host from which something is queued takes anything now: what waits need not be looked at. True also where
   * that would take long to find out. Found one by one in the index downloads_queued, until the first that is open.
   */
  async hasOpenHost(closedHosts: readonly string[]): Promise<boolean> {
    const next = (condition: string) =>
      `SELECT d.host FROM downloads d WHERE d.status = 'queued' AND ${condition} ORDER BY d.host LIMIT 1`;
    const isClosed = `(f.host = ANY ($1)
      OR EXISTS (SELECT 1 FROM host_pauses s WHERE s.host = f.host AND s.paused_until > now()))`;
    const { open } = await this.database.onlyRow<{ open: boolean }>(
      `WITH RECURSIVE found AS (
         SELECT first.host, 1 AS number FROM (${next('true')}) first
         UNION ALL SELECT (${next('d.host > f.host')}), f.number + 1 FROM found f
           WHERE f.host IS NOT NULL AND f.number < ${String(MAX_ASKED)} AND ${isClosed})
       SELECT EXISTS (SELECT 1 FROM found f
         WHERE f.host IS NOT NULL AND (f.number = ${String(MAX_ASKED)} OR NOT ${isClosed})) AS open`,
      [closedHosts],
    );
    return open;
  }

  /**
   * A window of what waits, from the cursors on: the next tenants, of each the next people, of each the next hosts. Also
   * what cannot begin now is in it, so that it costs the same however much that is.
   */
  async waitingLines({ tenant, people, hosts }: Cursors): Promise<Line[]> {
    return this.database.rows<Line>(LINES, [tenant, JSON.stringify(people), JSON.stringify(hosts)]);
  }

  /**
   * What of these lines may be handed over, of hosts that take some now: of each line the first, single requests before
   * batches, then by priority. So many of each that those of a tenant together are about twice `perTenant`.
   * @param untroubled only of hosts that nothing says cannot be reached
   */
  async candidates(
    perTenant: number,
    lines: readonly Line[],
    { closedHosts = [], untroubled = false }: { closedHosts?: readonly string[]; untroubled?: boolean } = {},
  ): Promise<Candidate[]> {
    return this.database.rows<Candidate>(
      `SELECT c.id, l."tenantId", l.requester, l.host, l.place FROM (
         SELECT w.*, count(*) OVER (PARTITION BY w."tenantId") AS lines
         FROM jsonb_to_recordset($2::jsonb) AS w("tenantId" text, requester text, host text, place int)
         WHERE w.host <> ALL ($3)
           AND NOT EXISTS (SELECT 1 FROM host_pauses s WHERE s.host = w.host AND (s.paused_until > now() OR ($4 AND s.code = 'source.unreachable')))) l
       CROSS JOIN LATERAL (
         SELECT d.id, d.batch_id IS NOT NULL AS in_batch, d.priority FROM downloads d
         WHERE ${is('tenant_id', 'l."tenantId"')} AND ${is('requester', 'l.requester')} AND ${is('host', 'l.host')} AND ${WAITS} AND ${IS_DUE}
         ORDER BY ${TURN} LIMIT ceil(2.0 * $1 / l.lines)) c
       ORDER BY c.in_batch, c.priority DESC, c.id`,
      [perTenant, JSON.stringify(lines), closedHosts, untroubled],
    );
  }

  enqueue(ids: readonly string[]): Promise<Enqueued<DownloadKey>[]> {
    return this.work.enqueue(
      `SELECT d.id FROM downloads d
       WHERE d.id = ANY ($1::uuid[]) AND ${this.work.sql.waits} AND d.enqueued_at IS NULL FOR UPDATE`,
      [ids],
    );
  }

  /** Of these (download, generation) pairs, the ones whose jobs mean something. */
  async meaningful(pairs: readonly { id: string; generation: number }[]): Promise<Set<string>> {
    const rows = await this.database.rows<{ id: string; generation: number }>(
      `SELECT d.id, d.generation FROM downloads d JOIN jsonb_to_recordset($1::jsonb) AS p(id uuid, generation int)
         ON p.id = d.id AND p.generation = d.generation WHERE d.status IN ${ACTIVE}`,
      [JSON.stringify(pairs)],
    );
    return new Set(rows.map(({ id, generation }) => `${id}-${String(generation)}`));
  }

  /** Rows of runs without a heartbeat for too long: queued again, or given up as poison. Ids of the latter. */
  async rescueStale(poison: WorkError): Promise<string[]> {
    const given = await this.work.rescueStale(poison, (isPoison) => ({
      ...noteCrash(DOWNLOAD_WORK.crashed, 'd.run_id'),
      completed_at: `CASE WHEN ${isPoison} THEN now() END`,
    }));
    return given.map(({ downloadId }) => downloadId);
  }

  /** Nobody may wait for a file that is ready, or that nobody is going to fetch; of many, the first to claim leads. */
  async releaseStale(): Promise<number> {
    const { affected } = await this.downloads
      .createQueryBuilder()
      .update()
      .set({ waitingAssetId: null, runAt: now, updatedAt: now })
      .where({ status: 'queued', waitingAssetId: Not(IsNull()) })
      .andWhere(`waiting_asset_id IN (SELECT a.id FROM assets a WHERE ${NOBODY_FETCHES})`)
      .execute();
    return affected ?? 0;
  }
}

function increase(counts: Map<string, number>, key: string, by: number): void {
  counts.set(key, (counts.get(key) ?? 0) + by);
}
