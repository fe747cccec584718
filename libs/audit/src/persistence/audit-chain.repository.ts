import { Database } from '@app/database';
import { AppError } from '@app/kernel';
import { Injectable } from '@nestjs/common';

const MAX_PROBLEMS = 100;
/** A long trail takes its time: about a second for 100,000 events. */
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

interface Summary extends Omit<ChainReport, 'problems'> {
  endSeq: number;
  endHash: string;
}

/** All SQL: what the database may do, how it isolates, and windows over the chain, which TypeORM has no words for. */
@Injectable()
export class AuditChainRepository {
  constructor(private readonly database: Database) {}

  /** Computes every hash again, in one snapshot. */
  async verifyChain(): Promise<ChainReport> {
    return this.database.transaction(async () => {
      await this.database.rows('SET TRANSACTION ISOLATION LEVEL REPEATABLE READ');
      await this.database.rows(VERIFY_TIMEOUT);
      const problems = await this.findProblems();
      const { endSeq, endHash, ...report } = await this.summarize();
      return { ...report, problems: [...problems, ...endProblems(report, { endSeq, endHash })] };
    });
  }

  /** True when the role of this process could do more to the trail than add to it. */
  async mayBeChanged(): Promise<boolean> {
    const row = await this.database.row<{ may: boolean }>(
      `SELECT has_table_privilege('security_events', 'UPDATE') OR has_table_privilege('security_events', 'DELETE')
         OR has_table_privilege('security_events', 'TRUNCATE') OR has_table_privilege('audit_chain', 'UPDATE') AS may`,
    );
    return row?.may ?? true;
  }

  private findProblems(): Promise<ChainProblem[]> {
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

  private async summarize(): Promise<Summary> {
    const summary = await this.database.row<Summary>(
      `SELECT (SELECT count(*) FROM security_events) AS events, COALESCE(e.seq, c.pruned_seq) AS "lastSeq",
         encode(COALESCE(e.hash, c.pruned_hash), 'hex') AS "lastHash", c.pruned_seq AS "prunedSeq",
         c.pruned_at AS "prunedAt", c.seq AS "endSeq", encode(c.hash, 'hex') AS "endHash"
       FROM audit_chain c LEFT JOIN LATERAL (SELECT seq, hash FROM security_events ORDER BY seq DESC LIMIT 1) e ON true`,
    );
    if (!summary) throw new AppError('internal', 'the row of audit_chain is gone');
    return summary;
  }
}

/** What was taken from the end, or put there behind the back of the chain. */
function endProblems(
  { lastSeq, lastHash }: Pick<ChainReport, 'lastSeq' | 'lastHash'>,
  { endSeq, endHash }: { endSeq: number; endHash: string },
): ChainProblem[] {
  if (lastSeq < endSeq) return [{ kind: 'missing', fromSeq: lastSeq + 1, toSeq: endSeq }];
  if (lastSeq > endSeq) return [{ kind: 'unexpected', fromSeq: endSeq + 1, toSeq: lastSeq }];
  return lastHash === endHash ? [] : [{ kind: 'changed', fromSeq: lastSeq, toSeq: lastSeq }];
}
