import { Database } from '@app/database';
import { Injectable } from '@nestjs/common';
import type { SecurityEventEntity } from './security-event.entity';

export type StoredSecurityEvent = Omit<SecurityEventEntity, 'hash' | 'seq'> & {
  /** Null: not for the caller, whom the gaps would tell how much happens elsewhere. */
  seq: number | null;
};
export type NewSecurityEvent = Omit<SecurityEventEntity, 'id' | 'at' | 'seq' | 'hash'>;

/** Where in the chain an event stands. */
export interface ChainLink {
  seq: number;
  hash: string;
}

/** What is asked for; null everywhere: all of it. */
export interface SecurityEventFilter {
  action?: string;
  /** Part of the id or the name of who did it or for whom. */
  actor?: string;
  outcome?: 'ok' | 'refused';
  ip?: string;
  tenantId?: string;
  from?: Date;
  to?: Date;
  /** Part of anything that is told. */
  text?: string;
}

export interface EventCount {
  action: string;
  outcome: 'ok' | 'refused';
  count: number;
}

export interface RefusedAddress {
  ip: string;
  refused: number;
}

const COLUMNS = `id, at, tenant_id AS "tenantId", actor_kind AS "actorKind", actor_id AS "actorId",
  actor_name AS "actorName", on_behalf_of AS "onBehalfOf", action, subject, outcome, host(ip) AS ip,
  correlation_id AS "correlationId", detail, seq`;

const MATCHES = `($1::text IS NULL OR tenant_id = $1) AND ($2::text IS NULL OR tenant_id = $2)
  AND ($3::text IS NULL OR action = $3)
  AND ($4::text IS NULL OR concat_ws(' ', actor_id, actor_name, on_behalf_of) ILIKE $4)
  AND ($5::text IS NULL OR outcome = $5) AND ($6::inet IS NULL OR ip = $6)
  AND ($7::timestamptz IS NULL OR at >= $7) AND ($8::timestamptz IS NULL OR at < $8)
  AND ($9::text IS NULL
    OR concat_ws(' ', action, actor_id, actor_name, on_behalf_of, subject, host(ip), correlation_id, detail) ILIKE $9)`;

const REMOVAL_BATCH_SIZE = 10_000;

/** @param scope the only tenant whose events may be seen; null: every tenant's and those of none */
@Injectable()
export class SecurityEventsRepository {
  constructor(private readonly database: Database) {}

  add(event: NewSecurityEvent): Promise<ChainLink | undefined> {
    return this.database.row<ChainLink>(
      `INSERT INTO security_events (tenant_id, actor_kind, actor_id, actor_name, on_behalf_of, action, subject,
         outcome, ip, correlation_id, detail) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
       RETURNING seq, encode(hash, 'hex') AS hash`,
      [
        event.tenantId,
        event.actorKind,
        event.actorId,
        event.actorName,
        event.onBehalfOf,
        event.action,
        event.subject,
        event.outcome,
        event.ip,
        event.correlationId,
        JSON.stringify(event.detail),
      ],
    );
  }

  /** The newest first. @param before id of an event: only what is older */
  find(
    scope: string | null,
    filter: SecurityEventFilter,
    { before, limit }: { before?: string; limit: number },
  ): Promise<StoredSecurityEvent[]> {
    return this.database.rows<StoredSecurityEvent>(
      `SELECT ${COLUMNS} FROM security_events WHERE ${MATCHES} AND ($10::uuid IS NULL OR id < $10)
       ORDER BY id DESC LIMIT $11`,
      [...parametersOf(scope, filter), before ?? null, limit],
    );
  }

  count(scope: string | null, from: Date): Promise<EventCount[]> {
    return this.database.rows<EventCount>(
      `SELECT action, outcome, count(*)::int AS count FROM security_events
       WHERE ($1::text IS NULL OR tenant_id = $1) AND at >= $2
       GROUP BY action, outcome ORDER BY count DESC, action, outcome`,
      [scope, from],
    );
  }

  refusedAddresses(scope: string | null, from: Date, limit: number): Promise<RefusedAddress[]> {
    return this.database.rows<RefusedAddress>(
      `SELECT host(ip) AS ip, count(*)::int AS refused FROM security_events
       WHERE ($1::text IS NULL OR tenant_id = $1) AND at >= $2 AND outcome = 'refused' AND ip IS NOT NULL
       GROUP BY ip ORDER BY refused DESC, ip LIMIT $3`,
      [scope, from, limit],
    );
  }

  async countOlderThan(days: number): Promise<number> {
    const row = await this.database.row<{ count: number }>(
      `SELECT count(*)::int AS count FROM security_events WHERE seq < COALESCE((SELECT min(e.seq)
         FROM security_events e, audit_chain c WHERE e.at >= now() - greatest($1, c.keep_days) * interval '1 day'),
         (SELECT seq + 1 FROM audit_chain))`,
      [days],
    );
    return row?.count ?? 0;
  }

  /** A part of them; none when nothing is left. */
  async removeOlderThan(days: number): Promise<number> {
    // The role of the apps may not delete: the function does, and keeps where the chain goes on.
    const row = await this.database.row<{ removed: number }>(
      'SELECT prune_security_events($1, $2) AS removed',
      [days, REMOVAL_BATCH_SIZE],
    );
    return row?.removed ?? 0;
  }
}

function parametersOf(scope: string | null, filter: SecurityEventFilter): unknown[] {
  const { action, actor, outcome, ip, tenantId, from, to, text } = filter;
  return [scope, tenantId, action, part(actor), outcome, ip, from, to, part(text)].map((one) => one ?? null);
}

/** For LIKE: the text wherever it stands, its own wildcards meaning nothing. */
function part(text: string | undefined): string | undefined {
  return text === undefined ? undefined : `%${text.replace(/[\\%_]/g, '\\$&')}%`;
}
