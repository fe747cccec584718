import { AppConfig } from '@app/config';
import { Database } from '@app/database';
import { hashSecret } from '@app/security';
import { Injectable } from '@nestjs/common';
import { InvitationNotUsable, RegistrationClosed, UserTaken } from './auth.errors';
import type { Role } from './caller';
import { NewPasswords } from './new-passwords.service';
import { InvitationsRepository } from './persistence/invitations.repository';
import { UsersRepository } from './persistence/users.repository';
import { SecurityEvents } from './security-events';
import type { User } from './user';

/** What a person says who registers; checked at the edge. */
export interface Registration {
  username: string;
  email: string;
  fullName: string;
  password: string;
  /** The token of an invitation. */
  invitation?: string;
}

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
  private async add({ invitation, password, ...person }: Registration): Promise<User> {
    const { registration: mode } = this.config.accounts;
    if (mode === 'closed' || (mode === 'invitation' && invitation === undefined))
      throw new RegistrationClosed(mode);
    const token = invitation === undefined ? undefined : hashSecret(invitation);
    const invited = token === undefined ? undefined : await this.invitations.findUsable(token, person.email);
    if (token !== undefined && !invited) throw new InvitationNotUsable();
    const tenantId = invited?.tenantId ?? this.config.bootstrap.defaultTenant;
    const passwordHash = await this.passwords.hash(password, { ...person, tenantId });
    return this.database.transaction(async () => {
      const place = await this.placeFor(token, person.email);
      const user = await this.users.ensureUser({
        ...person,
        ...place,
        passwordHash,
        emailVerifiedBy: token === undefined ? null : 'invitation',
      });
      if (!user) throw new UserTaken();
      return user;
    });
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
