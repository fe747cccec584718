import { Database } from '@app/database';
import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { IsNull, LessThan, MoreThanOrEqual, Not, Repository, type SelectQueryBuilder } from 'typeorm';
import { SecurityEventEntity } from './security-event.entity';
import type { EventCount } from './security-events.repository';

/** What a report is about: from then on, before then, of one tenant; null: of all and of none. */
export interface ReportPeriod {
  from: Date;
  to: Date;
  tenantId: string | null;
}

export interface EventPlace {
  /** Null: not a request. */
  ip: string | null;
  events: number;
  refused: number;
}

export interface RefusalCount {
  action: string;
  /** Of the problem; null: a wrong password or code. */
  code: string | null;
  count: number;
  /** More of them, which the trail did not keep. */
  heldBack: number;
}

/** Who tried to sign in while locked out. */
export interface LockedSignIns {
  tenantId: string | null;
  actorId: string | null;
  actorName: string | null;
  refused: number;
  lastAt: Date;
}

export interface BlockedDuring {
  ip: string;
  at: Date;
  /** As it was when the block began. */
  until: string | null;
}

export interface UnusualSignIn {
  at: Date;
  tenantId: string | null;
  actorId: string;
  actorName: string | null;
  ip: string | null;
  /** The person had signed in before, and never from this network, as far as is looked back. */
  isNewNetwork: boolean;
  /** Refused sign-ins of the same person in the hour before. */
  refusedBefore: number;
}

/** So many refused sign-ins before one that worked are more than a slip of the finger. */
const MANY_REFUSALS = 3;
/** From where somebody signed in longer ago is forgotten: the trail of years would have to be read for a week's report. */
const DAYS_BEFORE = 92;

/** What a security report tells, each answer with one line more than `limit` when there is more. */
@Injectable()
export class SecurityReportRepository {
  constructor(
    private readonly database: Database,
    @InjectRepository(SecurityEventEntity) private readonly events: Repository<SecurityEventEntity>,
  ) {}

  countByAction(period: ReportPeriod): Promise<EventCount[]> {
    return this.select(period)
      .select('e.action', 'action')
      .addSelect('e.outcome', 'outcome')
      .addSelect('count(*)::int', 'count')
      .groupBy('e.action')
      .addGroupBy('e.outcome')
      .orderBy({ count: 'DESC', 'e.action': 'ASC', 'e.outcome': 'ASC' })
      .getRawMany();
  }

  countByPlace(period: ReportPeriod, limit: number): Promise<EventPlace[]> {
    return this.select(period)
      .select('host(e.ip)', 'ip')
      .addSelect('count(*)::int', 'events')
      .addSelect(`(count(*) FILTER (WHERE e.outcome = 'refused'))::int`, 'refused')
      .groupBy('e.ip')
      .orderBy({ refused: 'DESC', events: 'DESC', 'e.ip': 'ASC' })
      .limit(limit + 1)
      .getRawMany();
  }

  countRefusals(period: ReportPeriod, limit: number): Promise<RefusalCount[]> {
    return this.select(period)
      .select('e.action', 'action')
      .addSelect(`e.detail ->> 'code'`, 'code')
      .addSelect('count(*)::int', 'count')
      .addSelect(`COALESCE(sum((e.detail ->> 'held_back')::bigint), 0)::float8`, 'heldBack')
      .andWhere({ outcome: 'refused' })
      .groupBy('e.action')
      .addGroupBy('code')
      .orderBy({ count: 'DESC', 'e.action': 'ASC', code: 'ASC' })
      .limit(limit + 1)
      .getRawMany();
  }

  countLockedSignIns(period: ReportPeriod, limit: number): Promise<LockedSignIns[]> {
    return this.select(period)
      .select('e.tenantId', 'tenantId')
      .addSelect('e.actorId', 'actorId')
      .addSelect('max(e.actorName)', 'actorName')
      .addSelect('count(*)::int', 'refused')
      .addSelect('max(e.at)', 'lastAt')
      .andWhere({ action: 'auth.sign-in', outcome: 'refused' })
      .andWhere(`e.detail @> '{"locked": true}'`)
      .groupBy('e.tenantId')
      .addGroupBy('e.actorId')
      .orderBy({ refused: 'DESC', 'e.actorId': 'ASC' })
      .limit(limit + 1)
      .getRawMany();
  }

  listBlocked(period: ReportPeriod, limit: number): Promise<BlockedDuring[]> {
    return this.select(period)
      .select('e.subject', 'ip')
      .addSelect('e.at', 'at')
      .addSelect(`e.detail ->> 'until'`, 'until')
      .andWhere({ action: 'address.blocked', subject: Not(IsNull()) })
      .orderBy('e.id', 'DESC')
      .limit(limit + 1)
      .getRawMany();
  }

  /** Compared with those of the same person in the period and the days before it. */
  listUnusualSignIns({ from, to, tenantId }: ReportPeriod, limit: number): Promise<UnusualSignIn[]> {
    // SQL because each sign-in is compared with those before it, in one pass: TypeORM has no windows.
    return this.database.rows<UnusualSignIn>(
      `WITH sign_ins AS (
         SELECT id, at, tenant_id, actor_id, actor_name, ip, outcome,
           network(set_masklen(ip, CASE family(ip) WHEN 4 THEN 32 ELSE 64 END)) AS place
         FROM security_events WHERE action = 'auth.sign-in' AND actor_id IS NOT NULL
           AND at >= $1::timestamptz - $6 * interval '1 day' AND at < $2
           AND ($3::text IS NULL OR tenant_id = $3)
       ), compared AS (
         SELECT *, count(*) FILTER (WHERE outcome = 'ok') OVER (PARTITION BY actor_id ORDER BY at, id
             ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS earlier,
           count(*) FILTER (WHERE outcome = 'ok') OVER (PARTITION BY actor_id, place ORDER BY at, id
             ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS earlier_here,
           count(*) FILTER (WHERE outcome = 'refused') OVER (PARTITION BY actor_id ORDER BY at
             RANGE BETWEEN '1 hour' PRECEDING AND CURRENT ROW) AS refused_before
         FROM sign_ins
       )
       SELECT at, tenant_id AS "tenantId", actor_id AS "actorId", actor_name AS "actorName", host(ip) AS ip,
         ip IS NOT NULL AND earlier > 0 AND earlier_here = 0 AS "isNewNetwork",
         refused_before::int AS "refusedBefore"
       FROM compared WHERE outcome = 'ok' AND at >= $1
         AND ((ip IS NOT NULL AND earlier > 0 AND earlier_here = 0) OR refused_before >= $4)
       ORDER BY at DESC, id DESC LIMIT $5`,
      [from, to, tenantId, MANY_REFUSALS, limit + 1, DAYS_BEFORE],
    );
  }

  private select({ from, to, tenantId }: ReportPeriod): SelectQueryBuilder<SecurityEventEntity> {
    const events = this.events.createQueryBuilder('e').where({ at: MoreThanOrEqual(from) });
    events.andWhere({ at: LessThan(to) });
    return tenantId === null ? events : events.andWhere({ tenantId });
  }
}
