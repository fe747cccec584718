import { executeReturning, fromNow, isFuture, now } from '@app/database';
import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { IsNull, Not, Repository } from 'typeorm';
import type { Role } from '../../callers/caller';
import type { Page } from '../../page';
import type { Invitation } from '../invitation';
import { InvitationEntity } from './invitation.entity';

export interface NewInvitation {
  tenantId: string;
  email: string;
  role: Role;
  tokenHash: string;
  invitedByUserId: string | null;
  daysValid: number;
}

export interface InvitationFilter {
  tenantId?: string;
  isUsed?: boolean;
}

@Injectable()
export class InvitationsRepository {
  constructor(
    @InjectRepository(InvitationEntity) private readonly invitations: Repository<InvitationEntity>,
  ) {}

  /** Takes the place of an open one to the same address; whoever else invites to the tenant has to wait meanwhile. */
  async replace(invitation: NewInvitation): Promise<Invitation | undefined> {
    const { tenantId, email, role, tokenHash, invitedByUserId, daysValid } = invitation;
    await this.invitations.delete({ tenantId, email, usedAt: IsNull() });
    const expiresAt = fromNow({ days: daysValid });
    const values = { tenantId, email, role, tokenHash, invitedByUserId, expiresAt };
    const [created] = await executeReturning(this.invitations.createQueryBuilder().insert().values(values));
    return created;
  }

  async findUsableInvitation(tokenHash: string, email: string): Promise<Invitation | undefined> {
    return (await this.invitations.findOneBy(usable(tokenHash, email))) ?? undefined;
  }

  /** Of two who use it at once one gets it; the other waits for the end of the first one's transaction. */
  async useInvitation(tokenHash: string, email: string): Promise<Invitation | undefined> {
    const update = this.invitations.createQueryBuilder().update().set({ usedAt: now });
    const [used] = await executeReturning(update.where(usable(tokenHash, email)));
    return used;
  }

  async listInvitations(
    { tenantId, isUsed }: InvitationFilter,
    page: Page,
  ): Promise<{ invitations: Invitation[]; total: number }> {
    const usedAt = isUsed === true ? Not(IsNull()) : IsNull();
    const [invitations, total] = await this.invitations.findAndCount({
      where: {
        ...(tenantId === undefined ? {} : { tenantId }),
        ...(isUsed === undefined ? {} : { usedAt }),
      },
      order: { id: 'DESC' },
      take: page.limit,
      skip: page.offset,
    });
    return { invitations, total };
  }

  /**
   * Open ones that somebody has made who may not make them any more. Those that were.
   * @param still where they may still invite, and to which roles
   */
  deleteOpenOf(
    invitedByUserId: string,
    still: { tenantId: string; roles: readonly Role[] },
  ): Promise<Invitation[]> {
    const gone = this.invitations.createQueryBuilder().delete();
    gone.where({ invitedByUserId, usedAt: IsNull() });
    gone.andWhere('NOT (tenant_id = :tenantId AND role = ANY(:roles))', still);
    return executeReturning(gone);
  }

  /** Only one that is not used. @param tenantId null: of any tenant */
  async deleteInvitation(id: string, tenantId: string | null): Promise<Invitation | undefined> {
    const open = { id, usedAt: IsNull(), ...(tenantId === null ? {} : { tenantId }) };
    const [deleted] = await executeReturning(this.invitations.createQueryBuilder().delete().where(open));
    return deleted;
  }
}

function usable(tokenHash: string, email: string) {
  return { tokenHash, email, usedAt: IsNull(), expiresAt: isFuture() };
}
