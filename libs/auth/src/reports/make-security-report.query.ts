import { Clock } from '@app/kernel';
import { Injectable } from '@nestjs/common';
import type { Caller } from '../callers/caller';
import {
  type BlockedDuring,
  type EventPlace,
  type LockedSignIns,
  type RefusalCount,
  type ReportPeriod,
  SecurityReportRepository,
  type UnusualSignIn,
} from './persistence/security-report.repository';
import type { EventCount } from '../events/persistence/security-events.repository';
import { TenantResolver } from '../tenants/tenant-resolver.service';

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

/** What the audit trail tells of a period: of the caller's tenant, for super-admins of one or of everything. */
@Injectable()
export class MakeSecurityReport {
  constructor(
    private readonly report: SecurityReportRepository,
    private readonly tenants: TenantResolver,
    private readonly clock: Clock,
  ) {}

  /** @throws Forbidden, TenantNotFound */
  async make(
    { from, to, tenantId: requested }: { from: Date; to: Date; tenantId?: string },
    caller: Caller,
  ): Promise<SecurityReport> {
    const isWhole = caller.role === 'super_admin' && requested === undefined;
    const tenantId = isWhole ? null : await this.tenants.resolve(caller, requested);
    const period = { from, to, tenantId };
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
