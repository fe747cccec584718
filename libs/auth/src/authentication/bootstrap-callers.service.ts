import { AppConfig } from '@app/config';
import { hashSecret, Passwords } from '@app/security';
import { Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import { Database } from '@app/database';
import { ApiKeysRepository } from '../api-keys/persistence/api-keys.repository';
import { FirstAdminsRepository } from '../users/persistence/first-admins.repository';
import { TenantsRepository } from '../tenants/persistence/tenants.repository';
import { UsersRepository } from '../users/persistence/users.repository';
import { SetUp } from '../users/set-up.service';

/**
 * Makes what the environment asks for when it is not there yet: the first tenant, the first admin (once in the life of
 * an installation) or the way to become it, API keys.
 */
@Injectable()
export class BootstrapCallers implements OnApplicationBootstrap {
  private readonly logger = new Logger(BootstrapCallers.name);

  constructor(
    private readonly config: AppConfig,
    private readonly database: Database,
    private readonly firstAdmins: FirstAdminsRepository,
    private readonly tenants: TenantsRepository,
    private readonly users: UsersRepository,
    private readonly keys: ApiKeysRepository,
    private readonly passwords: Passwords,
    private readonly setUp: SetUp,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    const { defaultTenant, apiKeys } = this.config.bootstrap;
    await this.tenants.ensureTenant(defaultTenant);
    await this.addAdmin();
    await this.setUp.offerToken();
    for (const { tenant, key } of apiKeys) await this.addKey(tenant, key);
  }

  private async addKey(tenantId: string, key: string): Promise<void> {
    await this.tenants.ensureTenant(tenantId);
    const added = await this.keys.ensureKey({
      tenantId,
      name: 'from the environment',
      keyHash: hashSecret(key),
      prefix: key.slice(0, 8),
      scopes: ['*'],
    });
    if (added) this.logger.log({ message: 'API key made', tenant_id: tenantId });
  }

  private async addAdmin(): Promise<void> {
    const { admin, defaultTenant } = this.config.bootstrap;
    if (!admin || (await this.firstAdmins.wasMade()) || (await this.users.findByVerifiedEmail(admin.email)))
      return;
    const email = admin.email.toLowerCase();
    const passwordHash = await this.passwords.hash(admin.password);
    const added = await this.database.transaction(async () => {
      // Whoever deleted the first admin does not want it back at the next start.
      if (!(await this.firstAdmins.markMade())) return undefined;
      return this.users.ensureUser({
        tenantId: defaultTenant,
        username: 'admin',
        email,
        emailVerifiedBy: 'installation',
        fullName: 'Administrator',
        passwordHash,
        role: 'super_admin',
      });
    });
    if (added) this.logger.log({ message: 'first admin made', email });
  }
}
