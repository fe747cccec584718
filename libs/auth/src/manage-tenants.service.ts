import { Injectable } from '@nestjs/common';
import { GoogleDomainMissing, TenantNotFound, TenantTaken } from './auth.errors';
import type { Caller } from './caller';
import { actorOf } from './events/actor';
import type { Page } from './page';
import { TenantsRepository } from './persistence/tenants.repository';
import { SecurityEvents } from './security-events';
import type { Tenant, TenantChange } from './tenant';

/** Admins look after their own tenant; super-admins make new ones. */
@Injectable()
export class ManageTenants {
  constructor(
    private readonly tenants: TenantsRepository,
    private readonly events: SecurityEvents,
  ) {}

  /** @throws TenantNotFound */
  async own({ tenantId }: Caller): Promise<Tenant> {
    const tenant = await this.tenants.find(tenantId);
    if (!tenant) throw new TenantNotFound(tenantId);
    return tenant;
  }

  /** @throws TenantNotFound, GoogleDomainMissing */
  async change(change: TenantChange, caller: Caller): Promise<Tenant> {
    const own = await this.own(caller);
    demandDomain({
      googleSignIn: change.googleSignIn ?? own.googleSignIn,
      googleDomain: change.googleDomain === undefined ? own.googleDomain : change.googleDomain,
    });
    const tenant = await this.tenants.update(caller.tenantId, change);
    if (!tenant) throw new TenantNotFound(caller.tenantId);
    await this.record('tenant.update', tenant, caller);
    return tenant;
  }

  list(page: Page): Promise<{ tenants: Tenant[]; total: number }> {
    return this.tenants.list(page);
  }

  /** @throws TenantTaken, GoogleDomainMissing */
  async add(wanted: Omit<Tenant, 'createdAt'>, caller: Caller): Promise<Tenant> {
    demandDomain(wanted);
    const tenant = await this.tenants.add(wanted);
    if (!tenant) throw new TenantTaken(wanted.id);
    await this.record('tenant.create', tenant, caller);
    return tenant;
  }

  private async record(action: string, tenant: Tenant, caller: Caller): Promise<void> {
    const { id, courseFiles, googleSignIn, googleDomain } = tenant;
    const detail = {
      course_files: courseFiles,
      google_sign_in: googleSignIn,
      google_domain: googleDomain,
    };
    await this.events.record({
      action,
      outcome: 'ok',
      ...actorOf(caller),
      tenantId: id,
      subject: id,
      detail,
    });
  }
}

/** @throws GoogleDomainMissing */
function demandDomain({ googleSignIn, googleDomain }: Pick<Tenant, 'googleSignIn' | 'googleDomain'>): void {
  if (googleSignIn === 'domain' && googleDomain === null) throw new GoogleDomainMissing();
}
