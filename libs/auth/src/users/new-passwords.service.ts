import { PasswordGuesser, Passwords, passwordWeakness } from '@app/security';
import { Injectable } from '@nestjs/common';
import { PasswordTooCommon, PasswordTooEasy } from '../accounts.errors';
import { TenantsRepository } from '../tenants/persistence/tenants.repository';
import type { User } from '../user';

/** The passwords that people choose, or that admins choose for them. */
@Injectable()
export class NewPasswords {
  constructor(
    private readonly passwords: Passwords,
    private readonly guesser: PasswordGuesser,
    private readonly tenants: TenantsRepository,
  ) {}

  /**
   * The hash of a password that nobody would guess who knows the person.
   * @throws PasswordTooEasy, PasswordTooCommon
   */
  async hash(
    password: string,
    { tenantId, username, email, fullName }: Pick<User, 'tenantId' | 'username' | 'email' | 'fullName'>,
  ): Promise<string> {
    const weakness = passwordWeakness(password, [username, email]);
    if (weakness !== undefined) throw new PasswordTooEasy(weakness);
    const tenant = await this.tenants.findTenant(tenantId);
    const about = [username, fullName, email, tenantId, ...(tenant ? [tenant.name] : [])];
    if (await this.guesser.isGuessable(password, about)) throw new PasswordTooCommon();
    return this.passwords.hash(password);
  }
}
