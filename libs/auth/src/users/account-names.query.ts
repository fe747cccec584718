import { Injectable } from '@nestjs/common';
import { TenantsRepository } from '../tenants/persistence/tenants.repository';
import { UsersRepository } from './persistence/users.repository';

export interface NamedPerson {
  fullName: string;
  email: string;
  /** False for people whom a gateway has added: nobody but whoever set their password has ever known it. */
  canSignIn: boolean;
}

/** What a tenant and one of its people are called, for pages that say who gets access to what. */
@Injectable()
export class AccountNames {
  constructor(
    private readonly tenants: TenantsRepository,
    private readonly users: UsersRepository,
  ) {}

  /** Undefined when there is no such tenant, or no such active person in it. @param userId null: of no person */
  async findNames(
    tenantId: string,
    userId: string | null,
  ): Promise<{ tenant: string; person: NamedPerson | null } | undefined> {
    const tenant = await this.tenants.findTenant(tenantId);
    if (!tenant) return undefined;
    if (userId === null) return { tenant: tenant.name, person: null };
    const user = await this.users.findUser(userId);
    if (user?.isActive !== true || user.tenantId !== tenantId) return undefined;
    const canSignIn = tenant.googleSignIn !== 'off' || !user.mustChangePassword;
    return { tenant: tenant.name, person: { fullName: user.fullName, email: user.email, canSignIn } };
  }
}
