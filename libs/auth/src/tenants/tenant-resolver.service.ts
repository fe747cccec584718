import { Injectable } from '@nestjs/common';
import { Forbidden } from '../auth.errors';
import { TenantNotFound } from '../accounts.errors';
import type { Caller } from '../callers/caller';
import { TenantsRepository } from './persistence/tenants.repository';

/** In which tenant an admin acts: their own; super-admins in any. */
@Injectable()
export class TenantResolver {
  constructor(private readonly tenants: TenantsRepository) {}

  /** @throws Forbidden, TenantNotFound */
  async resolve(caller: Caller, requested: string | null | undefined): Promise<string> {
    if (requested === undefined || requested === null || requested === caller.tenantId)
      return caller.tenantId;
    if (caller.role !== 'super_admin') throw new Forbidden('another tenant');
    if (!(await this.tenants.exists(requested))) throw new TenantNotFound(requested);
    return requested;
  }
}

/** What an admin's queries are held to; null: nothing, for super-admins. */
export function tenantScope(caller: Caller): string | null {
  return caller.role === 'super_admin' ? null : caller.tenantId;
}
