import { SecurityEvents } from '@app/audit';
import { Database } from '@app/database';
import { hashSecret, newSecret } from '@app/security';
import { Injectable } from '@nestjs/common';
import { Forbidden } from '../auth.errors';
import { InvitationNotFound } from '../accounts.errors';
import type { Caller, Role } from '../callers/caller';
import type { Invitation } from './invitation';
import { ManageUsers } from './manage-users.service';
import type { Page } from '../page';
import { type InvitationFilter, InvitationsRepository } from './persistence/invitations.repository';
import { TenantsRepository } from '../tenants/persistence/tenants.repository';
import { TenantResolver, tenantScope } from '../tenants/tenant-resolver.service';
import { reaches } from '../user';

const DAYS_VALID = 7;

/** What admins do with invitations. The token is shown once and kept as its hash. */
@Injectable()
export class Invite {
  constructor(
    private readonly database: Database,
    private readonly invitations: InvitationsRepository,
    private readonly people: ManageUsers,
    private readonly tenants: TenantResolver,
    private readonly tenantRows: TenantsRepository,
    private readonly events: SecurityEvents,
  ) {}

  /** @throws Forbidden for a role above the caller's, TenantNotFound */
  async invite(
    { email, role, tenantId }: { email: string; role: Role; tenantId?: string },
    caller: Caller,
  ): Promise<{ invitation: Invitation; token: string }> {
    if (!reaches(caller.role, role)) throw new Forbidden('a higher role');
    const token = newSecret();
    const wanted = {
      tenantId: await this.tenants.resolve(caller, tenantId),
      email,
      role,
      tokenHash: hashSecret(token),
      invitedByUserId: caller.userId ?? null,
      daysValid: DAYS_VALID,
    };
    const invitation = await this.database.transaction(async () => {
      // Asked twice at once, the second one finds what it is to replace.
      await this.tenantRows.lockTenant(wanted.tenantId);
      await this.people.holdActing(caller);
      return this.invitations.replace(wanted);
    });
    if (!invitation) throw new InvitationNotFound(email);
    await this.record('invitation.create', invitation, caller);
    return { invitation, token };
  }

  listInvitations(
    filter: InvitationFilter,
    page: Page,
    caller: Caller,
  ): Promise<{ invitations: Invitation[]; total: number }> {
    const tenantId = tenantScope(caller) ?? filter.tenantId;
    return this.invitations.listInvitations({ ...filter, tenantId }, page);
  }

  /** @throws InvitationNotFound, also when it was used */
  async withdraw(id: string, caller: Caller): Promise<void> {
    const invitation = await this.invitations.deleteInvitation(id, tenantScope(caller));
    if (!invitation) throw new InvitationNotFound(id);
    await this.record('invitation.withdraw', invitation, caller);
  }

  private async record(
    action: string,
    { id, email, role, tenantId }: Invitation,
    caller: Caller,
  ): Promise<void> {
    const detail = { email, role };
    await this.events.recordAction(caller, action, { tenantId, subject: id, detail });
  }
}
