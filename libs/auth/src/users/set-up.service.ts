import { SecurityEvents } from '@app/audit';
import { AppConfig } from '@app/config';
import { Database } from '@app/database';
import { hashSecret, newSecret } from '@app/security';
import { Injectable, Logger } from '@nestjs/common';
import { SetUpNotPossible, UserTaken } from '../accounts.errors';
import { NewPasswords } from './new-passwords.service';
import { FirstAdminsRepository } from './persistence/first-admins.repository';
import { SetupTokensRepository } from './persistence/setup-tokens.repository';
import { UsersRepository } from './persistence/users.repository';
import type { NamedRegistration } from './register.service';
import type { User } from '../user';

const NOBODY = { tenantId: null, actorId: null, actorName: null };

/** An installation without a super-admin, because it is new or because they all went: who reads its log may become one. */
@Injectable()
export class SetUp {
  private readonly logger = new Logger(SetUp.name);

  constructor(
    private readonly config: AppConfig,
    private readonly database: Database,
    private readonly tokens: SetupTokensRepository,
    private readonly firstAdmins: FirstAdminsRepository,
    private readonly users: UsersRepository,
    private readonly passwords: NewPasswords,
    private readonly events: SecurityEvents,
  ) {}

  /** Writes a token to the log, once for all replicas, while there is no active super-admin. */
  async offerToken(): Promise<void> {
    if (await this.users.isThereASuperAdmin()) return;
    const token = newSecret();
    if (!(await this.tokens.saveToken(hashSecret(token)))) return;
    this.logger.warn(
      `There is no super-admin. Make one by POST /auth/setup with the one-time setup token ${token} within a day.`,
    );
  }

  /** @throws SetUpNotPossible without the token, or when there is a super-admin already; UserTaken, PasswordTooCommon */
  async firstAdmin(token: string, { password, ...person }: NamedRegistration, ip: string): Promise<User> {
    const hash = hashSecret(token);
    const user = (await this.tokens.isUsable(hash)) && (await this.add(person, password, hash));
    const who = user
      ? { tenantId: user.tenantId, actorId: `user:${user.id}`, actorName: user.username }
      : NOBODY;
    await this.events.recordEvent({ action: 'auth.set-up', outcome: user ? 'ok' : 'refused', ...who, ip });
    if (!user) throw new SetUpNotPossible();
    return user;
  }

  private async add(
    person: Omit<NamedRegistration, 'password'>,
    password: string,
    tokenHash: string,
  ): Promise<User | undefined> {
    const tenantId = this.config.bootstrap.defaultTenant;
    const passwordHash = await this.passwords.hash(password, { ...person, tenantId });
    return this.database.transaction(async () => {
      if (!(await this.tokens.useSetupToken(tokenHash)) || (await this.users.isThereASuperAdmin()))
        return undefined;
      await this.firstAdmins.markMade();
      const verified = { emailVerifiedBy: 'installation', role: 'super_admin' } as const;
      const user = await this.users.ensureUser({ ...person, ...verified, tenantId, passwordHash });
      // The token stays good for another name.
      if (!user) throw new UserTaken();
      return user;
    });
  }
}
