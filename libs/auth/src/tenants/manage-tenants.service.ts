import { SecurityEvents } from '@app/audit';
import { Database } from '@app/database';
import { Injectable } from '@nestjs/common';
import { Forbidden } from '../auth.errors';
import { GoogleDomainMissing, TenantNotFound, TenantTaken } from '../accounts.errors';
import type { Caller } from '../callers/caller';
import type { Page } from '../page';
import { TenantsRepository } from './persistence/tenants.repository';
import type { Tenant, TenantChange } from './tenant';

/** Admins look after their own tenant; super-admins make new ones. */
@Injectable()
export class ManageTenants {
  constructor(
    private readonly database: Database,
    private readonly tenants: TenantsRepository,
    private readonly events: SecurityEvents,
  ) {}

  /** @throws TenantNotFound */
  own({ tenantId }: Caller): Promise<Tenant> {
    return this.find(tenantId);
  }

  /**
   * Who names a domain lets its people in, so only super-admins do: an admin could claim another school's.
   * @param id another than the caller's own: for super-admins
   * @throws TenantNotFound, Forbidden, GoogleDomainMissing, GoogleDomainTaken
   */
  async change(change: TenantChange, caller: Caller, id = caller.tenantId): Promise<Tenant> {
    const tenant = await this.database.transaction(async () => {
      const before = await this.tenants.lockTenant(id);
      if (!before) throw new TenantNotFound(id);
      if (caller.role !== 'super_admin') refuseOthersToSay(change, before);
      const googleDomain = change.googleDomain === undefined ? before.googleDomain : change.googleDomain;
      requireDomain({ googleSignIn: change.googleSignIn ?? before.googleSignIn, googleDomain });
      return this.tenants.updateTenant(id, change);
    });
    if (!tenant) throw new TenantNotFound(id);
    await this.record('tenant.update', tenant, caller);
    return tenant;
  }

  listTenants(page: Page): Promise<{ tenants: Tenant[]; total: number }> {
    return this.tenants.listTenants(page);
  }

  /** @throws TenantTaken, GoogleDomainMissing, GoogleDomainTaken */
  async createTenant(wanted: Omit<Tenant, 'createdAt'>, caller: Caller): Promise<Tenant> {
    requireDomain(wanted);
    const tenant = await this.tenants.create(wanted);
    if (!tenant) throw new TenantTaken(wanted.id);
    await this.record('tenant.create', tenant, caller);
    return tenant;
  }

  private async find(id: string): Promise<Tenant> {
    const tenant = await this.tenants.findTenant(id);
    if (!tenant) throw new TenantNotFound(id);
    return tenant;
  }

  private async record(action: string, tenant: Tenant, caller: Caller): Promise<void> {
    const { id, courseFiles, googleSignIn, googleDomain, quotaBytes } = tenant;
    const detail = {
      course_files: courseFiles,
      google_sign_in: googleSignIn,
      google_domain: googleDomain,
      quota_bytes: quotaBytes,
      require_second_factor_for_admins: tenant.requireSecondFactorForAdmins,
    };
    await this.events.recordAction(caller, action, { tenantId: id, subject: id, detail });
  }
}

/**
 * What is sent as it was is no change; what a school may store is between it and who runs the installation.
 * @throws Forbidden
 */
function refuseOthersToSay({ googleDomain, quotaBytes }: TenantChange, before: Tenant): void {
  if (googleDomain !== undefined && googleDomain !== before.googleDomain)
    throw new Forbidden('google_domain');
  if (quotaBytes !== undefined && quotaBytes !== before.quotaBytes) throw new Forbidden('quota_bytes');
}

/** @throws GoogleDomainMissing */
function requireDomain({ googleSignIn, googleDomain }: Pick<Tenant, 'googleSignIn' | 'googleDomain'>): void {
  if (googleSignIn === 'domain' && googleDomain === null) throw new GoogleDomainMissing();
}
