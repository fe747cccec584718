import { executeReturning, isUniqueViolation, omitNulls } from '@app/database';
import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { Repository } from 'typeorm';
import { GoogleDomainTaken } from '../../accounts.errors';
import type { Page } from '../../page';
import type { Tenant, TenantChange } from '../tenant';
import { TenantEntity } from './tenant.entity';

@Injectable()
export class TenantsRepository {
  constructor(@InjectRepository(TenantEntity) private readonly tenants: Repository<TenantEntity>) {}

  async findTenant(id: string): Promise<Tenant | undefined> {
    return (await this.tenants.findOneBy({ id })) ?? undefined;
  }

  /** The same, nobody else's to change until the transaction ends. Rows that point to it can be inserted meanwhile. */
  async lockTenant(id: string): Promise<Tenant | undefined> {
    return (await this.tenants.findOne({ where: { id }, lock: { mode: 'for_no_key_update' } })) ?? undefined;
  }

  async listTenants({ limit, offset }: Page): Promise<{ tenants: Tenant[]; total: number }> {
    const [tenants, total] = await this.tenants.findAndCount({
      order: { id: 'ASC' },
      take: limit,
      skip: offset,
    });
    return { tenants, total };
  }

  /** The new tenant, or undefined when there is one with this id. @throws GoogleDomainTaken */
  async create(tenant: Omit<Tenant, 'createdAt'>): Promise<Tenant | undefined> {
    // A domain that another tenant has is to be told, so only this conflict is ignored.
    const insert = this.tenants.createQueryBuilder().insert().values(tenant).orUpdate([], ['id']);
    const [created] = await orDomainTaken(executeReturning(insert), tenant.googleDomain);
    return created;
  }

  /** What is left out stays. @throws GoogleDomainTaken */
  async updateTenant(id: string, change: TenantChange): Promise<Tenant | undefined> {
    const { quotaBytes, googleDomain, ...others } = change;
    const values = { ...omitNulls(others), quotaBytes, googleDomain };
    if (Object.values<unknown>(values).every((value) => value === undefined)) return this.findTenant(id);
    const update = this.tenants.createQueryBuilder().update().set(values).where({ id });
    const [updated] = await orDomainTaken(executeReturning(update), change.googleDomain);
    return updated;
  }

  exists(id: string): Promise<boolean> {
    return this.tenants.existsBy({ id });
  }

  async ensureTenant(id: string): Promise<void> {
    await this.tenants.createQueryBuilder().insert().values({ id, name: id }).orIgnore().execute();
  }
}

/** Two tenants with one domain would both open an account for whoever comes from it. */
async function orDomainTaken<T>(saved: Promise<T>, domain: string | null | undefined): Promise<T> {
  try {
    return await saved;
  } catch (error) {
    if (isUniqueViolation(error)) throw new GoogleDomainTaken(domain ?? '');
    throw error;
  }
}
