import { Clock } from '@app/kernel';
import { Injectable } from '@nestjs/common';
import {
  type BlockedDuring,
  type EventPlace,
  type LockedSignIns,
  type RefusalCount,
  type ReportPeriod,
  SecurityReportRepository,
  type UnusualSignIn,
} from './persistence/security-report.repository';
import type { EventCount } from './persistence/security-events.repository';

export interface SecurityReport extends ReportPeriod {
  madeAt: Date;
  actions: EventCount[];
  places: EventPlace[];
  refusals: RefusalCount[];
  lockouts: LockedSignIns[];
  /** Of the installation, so only super-admins are told. */
  blocked: BlockedDuring[];
  unusual: UnusualSignIn[];
  /** Which of the lists had more than they show. */
  shortened: string[];
}

const MAX_LINES = 100;

/** What the audit trail tells of a period. */
@Injectable()
export class SecurityReports {
  constructor(
    private readonly report: SecurityReportRepository,
    private readonly clock: Clock,
  ) {}

  async compileReport(period: ReportPeriod): Promise<SecurityReport> {
    const shortened: string[] = [];
    const few = <T>(name: string, lines: T[]): T[] => {
      if (lines.length > MAX_LINES) shortened.push(name);
      return lines.slice(0, MAX_LINES);
    };
    // One after the other: a report is no reason to take many connections.
    return {
      ...period,
      madeAt: this.clock.now(),
      actions: await this.report.countByAction(period),
      places: few('by_place', await this.report.countByPlace(period, MAX_LINES)),
      refusals: few('refusals', await this.report.countRefusals(period, MAX_LINES)),
      lockouts: few('lockouts', await this.report.countLockedSignIns(period, MAX_LINES)),
      blocked: few('blocked_addresses', await this.report.listBlocked(period, MAX_LINES)),
      unusual: few('unusual_sign_ins', await this.report.listUnusualSignIns(period, MAX_LINES)),
      shortened,
    };
  }
}
