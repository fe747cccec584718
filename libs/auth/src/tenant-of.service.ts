import { Injectable } from '@nestjs/common';
import { Forbidden, TenantNotFound } from './auth.errors';
import type { Caller } from './caller';
import { TenantsRepository } from './persistence/tenants.repository';

/** In which tenant an admin acts: their own; super-admins in any. */
@Injectable()
export class TenantOf {
  constructor(private readonly tenants: TenantsRepository) {}

  /** @throws Forbidden, TenantNotFound */
  async choose(caller: Caller, wished: string | undefined): Promise<string> {
    if (wished === undefined || wished === caller.tenantId) return caller.tenantId;
    if (caller.role !== 'super_admin') throw new Forbidden('another tenant');
    if (!(await this.tenants.exists(wished))) throw new TenantNotFound(wished);
    return wished;
  }
}

/** What an admin's queries are held to; null: nothing, for super-admins. */
export function tenantScope(caller: Caller): string | null {
  return caller.role === 'super_admin' ? null : caller.tenantId;
}
