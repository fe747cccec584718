import { Database } from '@app/database';
import { afterCrash } from '@app/work';
import { Injectable } from '@nestjs/common';
import { type Candidate, personOf } from '../dispatching/fairness';
import { LEASE_MS } from '../running/lease';
import { noteCrash, WORKER_IS_SILENT } from './crashes';
import { UPLINK } from './host-pauses.repository';

export interface InFlight {
  total: number;
  byTenant: Map<string, number>;
  byPerson: Map<string, number>;
  byHost: Map<string, number>;
  /** By tenant, of a host. */
  byTenantOf: Map<string, Map<string, number>>;
}

export interface Admitted {
  id: string;
  dispatch: number;
  correlationId: string | null;
}

/** A run that was not heard of for this long is given to another worker. */
const LEASE = `${String(LEASE_MS)} * interval '1 millisecond'`;
/** Workers and their slots count only while they are heard of. */
export const SEEN = `seen_at > now() - interval '15 seconds'`;
const CRASHED = afterCrash({ status: 'status', waiting: 'queued', crashed: WORKER_IS_SILENT });

/** Waits to be handed over: the condition of the index downloads_waiting_turn. */
const WAITS = `d.status = 'queued' AND d.admitted_at IS NULL AND d.waiting_asset_id IS NULL`;

/** Each host that something of tenant `t` waits for, found one by one in the index. */
const HOSTS = `WITH RECURSIVE found AS (
    (SELECT d.host FROM downloads d WHERE d.tenant_id = t.id AND ${WAITS} ORDER BY d.host LIMIT 1)
    UNION ALL
    SELECT (SELECT d.host FROM downloads d WHERE d.tenant_id = t.id AND d.host > found.host AND ${WAITS} ORDER BY d.host LIMIT 1)
    FROM found WHERE found.host IS NOT NULL)
  SELECT host FROM found WHERE host IS NOT NULL`;

/** In the order of the index. */
const TURN = `d.batch_id IS NOT NULL, d.priority DESC, d.id`;
/** Not for the index: it would look for times under every priority. */
const IS_DUE = `(d.run_at <= now()) IS TRUE`;

/** The people of `t` with something due from `h`, from `first` on, one by one. */
const people = (first: string) => {
  const next = (condition: string) => `SELECT d.requester FROM downloads d
    WHERE d.tenant_id = t.id AND d.host = h.host AND ${condition} AND ${WAITS} AND ${IS_DUE} ORDER BY d.requester LIMIT 1`;
  return `(WITH RECURSIVE found AS (
      (${next(first)}) UNION ALL SELECT (${next('d.requester > found.requester')}) FROM found WHERE found.requester IS NOT NULL)
    SELECT requester FROM found WHERE requester IS NOT NULL LIMIT $1)`;
};

/** What the dispatcher asks and writes. */
@Injectable()
export class AdmissionRepository {
  constructor(private readonly database: Database) {}

  async totalSlots(): Promise<number> {
    const row = await this.database.row<{ slots: number | null }>(
      `SELECT sum(slots) AS slots FROM workers WHERE ${SEEN}`,
    );
    return row?.slots ?? 0;
  }

  /** Running or handed over. */
  async inFlight(): Promise<InFlight> {
    const rows = await this.database.rows<Omit<Candidate, 'id' | 'place'> & { count: number }>(
      `SELECT tenant_id AS "tenantId", requester, host, count(*) AS count FROM downloads
       WHERE status = 'running' OR (status = 'queued' AND admitted_at IS NOT NULL) GROUP BY tenant_id, requester, host`,
    );
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
   * What may be handed over, of hosts that take some now: the next `perTenant` people of each tenant and host who have
   * something due, round and round, and of each their first: single requests before batches, then by priority. So many
   * of each that those of a tenant together are about twice `perTenant`.
   * @param servedLast by `lineOf`: the person who had a turn last
   */
  async candidates(
    perTenant: number,
    closedHosts: readonly string[],
    servedLast: ReadonlyMap<string, string> = new Map(),
  ): Promise<Candidate[]> {
    return this.database.rows<Candidate>(
      `SELECT c.id, q."tenantId", q.requester, q.host, q.place FROM (
         SELECT t.id AS "tenantId", h.host, p.requester, row_number() OVER (PARTITION BY t.id, h.host) AS place,
           count(*) OVER (PARTITION BY t.id) AS lines
         FROM tenants t CROSS JOIN LATERAL (${HOSTS}) h
         CROSS JOIN LATERAL (SELECT COALESCE($3::jsonb ->> (t.id || ' ' || h.host), '') AS requester) l
         CROSS JOIN LATERAL (
           SELECT requester FROM (${people('d.requester > l.requester')} UNION ALL
             (SELECT * FROM ${people('true')} w WHERE w.requester <= l.requester)) ring LIMIT $1) p
         WHERE h.host <> ALL ($2)
           AND NOT EXISTS (SELECT 1 FROM host_pauses s WHERE s.host IN (h.host, '${UPLINK}') AND s.paused_until > now())) q
       CROSS JOIN LATERAL (
         SELECT d.id, d.batch_id IS NOT NULL AS in_batch, d.priority FROM downloads d
         WHERE d.tenant_id = q."tenantId" AND d.host = q.host AND d.requester = q.requester AND ${WAITS} AND ${IS_DUE}
         ORDER BY ${TURN} LIMIT ceil(2.0 * $1 / q.lines)) c
       ORDER BY c.in_batch, c.priority DESC, c.id`,
      [perTenant, closedHosts, JSON.stringify(Object.fromEntries(servedLast))],
    );
  }

  async admit(ids: readonly string[]): Promise<Admitted[]> {
    return this.database.rows<Admitted>(
      `UPDATE downloads SET admitted_at = now() WHERE id = ANY ($1::uuid[]) AND status = 'queued' AND admitted_at IS NULL
       RETURNING id, dispatch, correlation_id AS "correlationId"`,
      [ids],
    );
  }

  /** Could not be handed over after all. */
  async unadmit(ids: readonly string[]): Promise<void> {
    await this.database.affected(
      `UPDATE downloads SET admitted_at = NULL WHERE id = ANY ($1::uuid[]) AND status = 'queued'`,
      [ids],
    );
  }

  /** Handed over a while ago and not begun. */
  async admittedBefore(seconds: number): Promise<Admitted[]> {
    return this.database.rows<Admitted>(
      `SELECT id, dispatch, correlation_id AS "correlationId" FROM downloads
       WHERE status = 'queued' AND admitted_at < now() - $1 * interval '1 second'`,
      [seconds],
    );
  }

  /** Of these (download, dispatch) pairs, the ones whose jobs mean something. */
  async meaningful(pairs: readonly { id: string; dispatch: number }[]): Promise<Set<string>> {
    const rows = await this.database.rows<{ id: string; dispatch: number }>(
      `SELECT d.id, d.dispatch FROM downloads d JOIN jsonb_to_recordset($1::jsonb) AS p(id uuid, dispatch int)
         ON p.id = d.id AND p.dispatch = d.dispatch WHERE d.status IN ('queued', 'running')`,
      [JSON.stringify(pairs)],
    );
    return new Set(rows.map(({ id, dispatch }) => `${id}-${String(dispatch)}`));
  }

  /** Rows of runs that were not heard of for too long: queued again, or given up as poison. Ids of the latter. */
  async reviveDead(poison: { code: string; message: string; hint: string | undefined }): Promise<string[]> {
    const rows = await this.database.rows<{ id: string; status: string }>(
      `UPDATE downloads SET ${CRASHED.set}, ${noteCrash(WORKER_IS_SILENT, 'run_id')}, phase = NULL, speed = NULL, eta_seconds = NULL, updated_at = now(),
         completed_at = CASE WHEN ${CRASHED.isPoison} THEN now() END,
         hint = CASE WHEN ${CRASHED.isPoison} THEN $3 ELSE hint END
       WHERE status = 'running' AND heartbeat_at < now() - ${LEASE}
       RETURNING id, status`,
      [poison.code, poison.message, poison.hint ?? null],
    );
    return rows.filter((row) => row.status === 'failed').map((row) => row.id);
  }

  /** Nobody may wait for a file that is ready, or that nobody is going to fetch; of many, the first to claim leads. */
  async releaseForgotten(): Promise<number> {
    return this.database.affected(
      `UPDATE downloads d SET waiting_asset_id = NULL, run_at = now(), updated_at = now()
       FROM assets a WHERE a.id = d.waiting_asset_id AND d.status = 'queued' AND (
         a.state = 'ready' OR a.superseded_at IS NOT NULL
         OR NOT EXISTS (SELECT 1 FROM downloads l WHERE l.id = a.leader_download_id AND l.status IN ('queued', 'running')))`,
    );
  }
}

function increase(counts: Map<string, number>, key: string, by: number): void {
  counts.set(key, (counts.get(key) ?? 0) + by);
}
