import { type SecurityReport, SecurityReports } from '@app/audit';
import { Injectable } from '@nestjs/common';
import type { Caller } from '../callers/caller';
import { TenantResolver } from '../tenants/tenant-resolver.service';

/** What the audit trail tells of a period: of the caller's tenant, for super-admins of one or of everything. */
@Injectable()
export class MakeSecurityReport {
  constructor(
    private readonly reports: SecurityReports,
    private readonly tenants: TenantResolver,
  ) {}

  /** @throws Forbidden, TenantNotFound */
  async make(
    { from, to, tenantId: requested }: { from: Date; to: Date; tenantId?: string },
    caller: Caller,
  ): Promise<SecurityReport> {
    const isWhole = caller.role === 'super_admin' && requested === undefined;
    const tenantId = isWhole ? null : await this.tenants.resolve(caller, requested);
    return this.reports.compileReport({ from, to, tenantId });
  }
}
