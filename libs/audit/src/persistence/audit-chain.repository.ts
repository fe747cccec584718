import { Database } from '@app/database';
import { AppError } from '@app/kernel';
import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { Repository } from 'typeorm';
import { AuditChainEntity } from './audit-chain.entity';
import { SecurityEventEntity } from './security-event.entity';

const MAX_PROBLEMS = 100;
/** A long trail takes its time: about a second for 100,000 events. SQL: a setting of PostgreSQL. */
const VERIFY_TIMEOUT = `SET LOCAL statement_timeout = '600s'`;

/** What is wrong with the events of these numbers. */
export interface ChainProblem {
  kind: 'missing' | 'changed' | 'unexpected';
  fromSeq: number;
  toSeq: number;
}

export interface ChainReport {
  events: number;
  /** Of the newest event: what a copy outside of the database can be compared with. */
  lastSeq: number;
  lastHash: string;
  /** Events up to this one were removed because they were old; 0: none. */
  prunedSeq: number;
  prunedAt: Date | null;
  /** The first ones, in order. */
  problems: ChainProblem[];
}

type ChainEnd = Pick<AuditChainEntity, 'seq' | 'hash'>;

@Injectable()
export class AuditChainRepository {
  constructor(
    private readonly database: Database,
    @InjectRepository(AuditChainEntity) private readonly chains: Repository<AuditChainEntity>,
    @InjectRepository(SecurityEventEntity) private readonly events: Repository<SecurityEventEntity>,
  ) {}

  /** Computes every hash again, in one snapshot. */
  async verifyChain(): Promise<ChainReport> {
    return this.database.snapshot(async () => {
      await this.database.rows(VERIFY_TIMEOUT);
      const problems = await this.findProblems();
      const chain = await this.chains.findOneBy({ single: true });
      if (!chain) throw new AppError('internal', 'the row of audit_chain is gone');
      const last = await this.lastEvent(chain);
      return {
        events: await this.events.count(),
        lastSeq: last.seq,
        lastHash: last.hash.toString('hex'),
        prunedSeq: chain.prunedSeq,
        prunedAt: chain.prunedAt,
        problems: [...problems, ...endProblems(last, chain)],
      };
    });
  }

  /** True when the role of this process could do more to the trail than add to it. */
  async mayBeChanged(): Promise<boolean> {
    // SQL: it is about the role, and of no table.
    const { may } = await this.database.onlyRow<{ may: boolean }>(
      `SELECT has_table_privilege('security_events', 'UPDATE') OR has_table_privilege('security_events', 'DELETE')
         OR has_table_privilege('security_events', 'TRUNCATE') OR has_table_privilege('audit_chain', 'UPDATE') AS may`,
    );
    return may;
  }

  private findProblems(): Promise<ChainProblem[]> {
    // SQL: builders know no windows.
    return this.database.rows<ChainProblem>(
      `SELECT CASE WHEN seq <= before THEN 'unexpected' WHEN seq > before + 1 THEN 'missing' ELSE 'changed' END AS kind,
         CASE WHEN seq > before + 1 THEN before + 1 ELSE seq END AS "fromSeq",
         CASE WHEN seq > before + 1 THEN seq - 1 ELSE seq END AS "toSeq"
       FROM (SELECT e.seq, lag(e.seq, 1, c.pruned_seq) OVER in_order AS before,
               e.hash = security_event_hash(lag(e.hash, 1, c.pruned_hash) OVER in_order, e) AS fits
             FROM security_events e, audit_chain c WINDOW in_order AS (ORDER BY e.seq)) checked
       WHERE seq <> before + 1 OR NOT fits ORDER BY seq LIMIT ${String(MAX_PROBLEMS)}`,
    );
  }

  /** Without events: where the chain begins. */
  private async lastEvent({ prunedSeq, prunedHash }: AuditChainEntity): Promise<ChainEnd> {
    const [last] = await this.events.find({
      select: { seq: true, hash: true },
      order: { seq: 'DESC' },
      take: 1,
    });
    return last ?? { seq: prunedSeq, hash: prunedHash };
  }
}

/** What was taken from the end, or put there behind the back of the chain. */
function endProblems(last: ChainEnd, end: ChainEnd): ChainProblem[] {
  if (last.seq < end.seq) return [{ kind: 'missing', fromSeq: last.seq + 1, toSeq: end.seq }];
  if (last.seq > end.seq) return [{ kind: 'unexpected', fromSeq: end.seq + 1, toSeq: last.seq }];
  return last.hash.equals(end.hash) ? [] : [{ kind: 'changed', fromSeq: last.seq, toSeq: last.seq }];
}
