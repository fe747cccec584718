import { AppConfig } from '@app/config';
import { Database } from '@app/database';
import { hashSecret, newSecret } from '@app/security';
import { Injectable, Logger } from '@nestjs/common';
import { SetUpNotPossible } from './auth.errors';
import { NewPasswords } from './new-passwords.service';
import { SetupTokensRepository } from './persistence/setup-tokens.repository';
import { UsersRepository } from './persistence/users.repository';
import type { Registration } from './register.service';
import { SecurityEvents } from './security-events';
import type { User } from './user';

const NOBODY = { tenantId: null, actorId: null, actorName: null };

/** The first admin of an installation whose environment names none: who can read its log may become it. */
@Injectable()
export class SetUp {
  private readonly logger = new Logger(SetUp.name);

  constructor(
    private readonly config: AppConfig,
    private readonly database: Database,
    private readonly tokens: SetupTokensRepository,
    private readonly users: UsersRepository,
    private readonly passwords: NewPasswords,
    private readonly events: SecurityEvents,
  ) {}

  /** Writes a token to the log, once for all replicas, while there is no user. */
  async offer(): Promise<void> {
    if (await this.users.areThereAny()) return;
    const token = newSecret();
    if (!(await this.tokens.offer(hashSecret(token)))) return;
    this.logger.warn(
      `There is no user yet. Make the first admin by POST /auth/setup with the one-time setup token ${token} within a day.`,
    );
  }

  /** @throws SetUpNotPossible without the token, or when there is a user already; PasswordTooCommon */
  async firstAdmin(
    token: string,
    { password, ...person }: Omit<Registration, 'invitation'>,
    ip: string,
  ): Promise<User> {
    const hash = hashSecret(token);
    const user = (await this.tokens.isUsable(hash)) && (await this.add(person, password, hash));
    const who = user
      ? { tenantId: user.tenantId, actorId: `user:${user.id}`, actorName: user.username }
      : NOBODY;
    await this.events.record({ action: 'auth.set-up', outcome: user ? 'ok' : 'refused', ...who, ip });
    if (!user) throw new SetUpNotPossible();
    return user;
  }

  private async add(
    person: Pick<Registration, 'username' | 'email' | 'fullName'>,
    password: string,
    tokenHash: string,
  ): Promise<User | undefined> {
    const tenantId = this.config.bootstrap.defaultTenant;
    const passwordHash = await this.passwords.hash(password, { ...person, tenantId });
    return this.database.transaction(async () => {
      if (!(await this.tokens.use(tokenHash)) || (await this.users.areThereAny())) return undefined;
      const verified = { emailVerifiedBy: 'installation', role: 'super_admin' } as const;
      return this.users.addIfAbsent({ ...person, ...verified, tenantId, passwordHash });
    });
  }
}
