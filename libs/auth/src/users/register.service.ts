import { SecurityEvents } from '@app/audit';
import { AppConfig } from '@app/config';
import { Database } from '@app/database';
import { hashSecret } from '@app/security';
import { Injectable } from '@nestjs/common';
import { InvitationNotUsable, RegistrationClosed, UserTaken } from '../accounts.errors';
import type { Role } from '../callers/caller';
import { NewPasswords } from './new-passwords.service';
import { InvitationsRepository } from './persistence/invitations.repository';
import { type NewUser, UsersRepository } from './persistence/users.repository';
import type { User } from '../user';
import { longNameFrom, nameFrom } from './user-name';

/** What a person says who registers; checked at the edge. */
export interface Registration {
  /** Without one, the e-mail address gives it. */
  username?: string;
  email: string;
  fullName?: string;
  password: string;
  /** The token of an invitation. */
  invitation?: string;
}

/** Who has chosen a name. */
export type NamedRegistration = Required<Omit<Registration, 'invitation'>>;

/** People make their own account: by an invitation, or where registration is open. */
@Injectable()
export class Register {
  constructor(
    private readonly config: AppConfig,
    private readonly database: Database,
    private readonly invitations: InvitationsRepository,
    private readonly users: UsersRepository,
    private readonly passwords: NewPasswords,
    private readonly events: SecurityEvents,
  ) {}

  /** @throws RegistrationClosed, InvitationNotUsable, UserTaken, PasswordTooCommon */
  async register(input: Registration, ip: string): Promise<User> {
    try {
      const user = await this.add(input);
      const { id, tenantId, username } = user;
      const who = { tenantId, actorId: `user:${id}`, actorName: username, subject: id };
      await this.events.recordEvent({ action: 'user.register', outcome: 'ok', ...who, ip });
      return user;
    } catch (error) {
      if (error instanceof InvitationNotUsable) {
        const nobody = { tenantId: null, actorId: null, actorName: null };
        await this.events.recordEvent({ action: 'user.register', outcome: 'refused', ...nobody, ip });
      }
      throw error;
    }
  }

  /** The invitation is looked at before the password is checked and hashed, and used together with what it is used for. */
  private async add({ invitation, password, ...input }: Registration): Promise<User> {
    const { registration: mode } = this.config.accounts;
    if (mode === 'closed' || (mode === 'invitation' && invitation === undefined))
      throw new RegistrationClosed(mode);
    const token = invitation === undefined ? undefined : hashSecret(invitation);
    const invited =
      token === undefined ? undefined : await this.invitations.findUsableInvitation(token, input.email);
    if (token !== undefined && !invited) throw new InvitationNotUsable();
    const tenantId = invited?.tenantId ?? this.config.bootstrap.defaultTenant;
    const username = input.username ?? nameFrom(input.email);
    const person = { email: input.email, username, fullName: input.fullName ?? username };
    const passwordHash = await this.passwords.hash(password, { ...person, tenantId });
    return this.database.transaction(async () => {
      const place = await this.placeFor(token, person.email);
      const emailVerifiedBy = token === undefined ? null : 'invitation';
      const wanted = { ...person, ...place, passwordHash, emailVerifiedBy } as const;
      const user =
        input.username === undefined ? await this.byAddress(wanted) : await this.users.ensureUser(wanted);
      if (!user) throw new UserTaken();
      return user;
    });
  }

  /**
   * Who has no user name signs in by the address, so nobody else may have claimed it yet. Asked twice at once, one of
   * the two finds the name taken, and then the address, too.
   */
  private async byAddress(wanted: NewUser): Promise<User | undefined> {
    const { email } = wanted;
    if (await this.users.isClaimed(email)) return undefined;
    const user = await this.users.ensureUser(wanted);
    if (user || (await this.users.isClaimed(email))) return user;
    return this.users.ensureUser({ ...wanted, username: longNameFrom(email) });
  }

  private async placeFor(
    token: string | undefined,
    email: string,
  ): Promise<{ tenantId: string; role: Role }> {
    if (token === undefined) return { tenantId: this.config.bootstrap.defaultTenant, role: 'user' };
    const { tenantId, role } = (await this.invitations.useInvitation(token, email)) ?? {};
    if (tenantId === undefined || role === undefined) throw new InvitationNotUsable();
    return { tenantId, role };
  }
}
