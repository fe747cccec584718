import { Database, executeReturning } from '@app/database';
import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { IsNull, LessThan, MoreThanOrEqual, Not, Repository, type SelectQueryBuilder } from 'typeorm';
import { SecurityEventEntity } from './security-event.entity';

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

const ACTOR = `concat_ws(' ', e.actorId, e.actorName, e.onBehalfOf)`;
const ALL_TEXT = `concat_ws(' ', e.action, e.actorId, e.actorName, e.onBehalfOf, e.subject, host(e.ip),
  e.correlationId, e.detail)`;

/** Where the chain would begin if all that is older than `:days` went: as SQL, for it is about two tables. */
const FIRST_KEPT = `COALESCE(
  (SELECT min(k.seq) FROM security_events k, audit_chain c
   WHERE k.at >= now() - greatest(:days, c.keep_days) * interval '1 day'),
  (SELECT seq + 1 FROM audit_chain))`;

const REMOVAL_BATCH_SIZE = 10_000;

/** @param scope the only tenant whose events may be seen; null: every tenant's and those of none */
@Injectable()
export class SecurityEventsRepository {
  constructor(
    private readonly database: Database,
    @InjectRepository(SecurityEventEntity) private readonly events: Repository<SecurityEventEntity>,
  ) {}

  async appendEvents(event: NewSecurityEvent): Promise<ChainLink | undefined> {
    const detail = event.detail as Record<string, object>;
    const insert = this.events
      .createQueryBuilder()
      .insert()
      .values({ ...event, detail });
    const [added] = await executeReturning(insert, ['seq', 'hash']);
    return added && { seq: added.seq, hash: added.hash.toString('hex') };
  }

  /** The newest first. @param before id of an event: only what is older */
  findEvents(
    scope: string | null,
    filter: SecurityEventFilter,
    { before, limit }: { before?: string; limit: number },
  ): Promise<StoredSecurityEvent[]> {
    const events = this.select(scope);
    applyFilter(events, filter);
    if (before !== undefined) events.andWhere({ id: LessThan(before) });
    return events.orderBy('e.id', 'DESC').limit(limit).getMany();
  }

  countEvents(scope: string | null, from: Date): Promise<EventCount[]> {
    return this.select(scope)
      .select('e.action', 'action')
      .addSelect('e.outcome', 'outcome')
      .addSelect('count(*)::int', 'count')
      .andWhere({ at: MoreThanOrEqual(from) })
      .groupBy('e.action')
      .addGroupBy('e.outcome')
      .orderBy({ count: 'DESC', 'e.action': 'ASC', 'e.outcome': 'ASC' })
      .getRawMany();
  }

  refusedAddresses(scope: string | null, from: Date, limit: number): Promise<RefusedAddress[]> {
    return this.select(scope)
      .select('host(e.ip)', 'ip')
      .addSelect('count(*)::int', 'refused')
      .andWhere({ at: MoreThanOrEqual(from), outcome: 'refused', ip: Not(IsNull()) })
      .groupBy('e.ip')
      .orderBy({ refused: 'DESC', 'e.ip': 'ASC' })
      .limit(limit)
      .getRawMany();
  }

  async countOlderThan(days: number): Promise<number> {
    const old = this.events
      .createQueryBuilder('e')
      .select('count(*)::int', 'count')
      .where(`e.seq < ${FIRST_KEPT}`);
    return (await old.setParameters({ days }).getRawOne<{ count: number }>())?.count ?? 0;
  }

  /** A part of them; none when nothing is left. */
  async removeOlderThan(days: number): Promise<number> {
    // SQL because the role of the apps may not delete: the function does, and keeps where the chain goes on.
    const { removed } = await this.database.onlyRow<{ removed: number }>(
      'SELECT prune_security_events($1, $2) AS removed',
      [days, REMOVAL_BATCH_SIZE],
    );
    return removed;
  }

  private select(scope: string | null): SelectQueryBuilder<SecurityEventEntity> {
    const events = this.events.createQueryBuilder('e');
    return scope === null ? events : events.where({ tenantId: scope });
  }
}

function applyFilter(events: SelectQueryBuilder<SecurityEventEntity>, filter: SecurityEventFilter): void {
  const { actor, from, to, text, ...exact } = filter;
  for (const [property, value] of Object.entries<unknown>(exact))
    if (value !== undefined) events.andWhere({ [property]: value });
  if (from) events.andWhere({ at: MoreThanOrEqual(from) });
  if (to) events.andWhere({ at: LessThan(to) });
  if (actor !== undefined) events.andWhere(`${ACTOR} ILIKE :actor`, { actor: part(actor) });
  if (text !== undefined) events.andWhere(`${ALL_TEXT} ILIKE :text`, { text: part(text) });
}

/** For LIKE: the text wherever it stands, its own wildcards meaning nothing. */
function part(text: string): string {
  return `%${text.replace(/[\\%_]/g, '\\$&')}%`;
}
