import { Database } from '@app/database';
import { Injectable } from '@nestjs/common';
import type { Role } from '../caller';
import type { Page } from '../page';
import type { Invitation } from '../invitation';

export interface NewInvitation {
  tenantId: string;
  email: string;
  role: Role;
  tokenHash: string;
  invitedByUserId: string | null;
  daysValid: number;
}

const COLUMNS = `id, tenant_id AS "tenantId", email, role, expires_at AS "expiresAt", used_at AS "usedAt",
  created_at AS "createdAt"`;
const USABLE = `token_hash = $1 AND email = $2 AND used_at IS NULL AND expires_at > now()`;

@Injectable()
export class InvitationsRepository {
  constructor(private readonly database: Database) {}

  /** Takes the place of an open one to the same address. */
  async replace(invitation: NewInvitation): Promise<Invitation | undefined> {
    const { tenantId, email, role, tokenHash, invitedByUserId, daysValid } = invitation;
    await this.database.affected(
      'DELETE FROM invitations WHERE tenant_id = $1 AND email = $2 AND used_at IS NULL',
      [tenantId, email],
    );
    return this.database.row(
      `INSERT INTO invitations (tenant_id, email, role, token_hash, invited_by_user_id, expires_at)
       VALUES ($1, $2, $3, $4, $5, now() + make_interval(days => $6)) RETURNING ${COLUMNS}`,
      [tenantId, email, role, tokenHash, invitedByUserId, daysValid],
    );
  }

  findUsable(tokenHash: string, email: string): Promise<Invitation | undefined> {
    return this.database.row(`SELECT ${COLUMNS} FROM invitations WHERE ${USABLE}`, [tokenHash, email]);
  }

  /** Of two who use it at once one gets it; the other waits for the end of the first one's transaction. */
  use(tokenHash: string, email: string): Promise<Invitation | undefined> {
    return this.database.row(`UPDATE invitations SET used_at = now() WHERE ${USABLE} RETURNING ${COLUMNS}`, [
      tokenHash,
      email,
    ]);
  }

  /** @param tenantId null: of all tenants */
  async list(tenantId: string | null, page: Page): Promise<{ invitations: Invitation[]; total: number }> {
    const where = 'WHERE ($1::text IS NULL OR tenant_id = $1)';
    const invitations = await this.database.rows<Invitation>(
      `SELECT ${COLUMNS} FROM invitations ${where} ORDER BY id DESC LIMIT $2 OFFSET $3`,
      [tenantId, page.limit, page.offset],
    );
    const counted = await this.database.row<{ total: number }>(
      `SELECT count(*) AS total FROM invitations ${where}`,
      [tenantId],
    );
    return { invitations, total: counted?.total ?? 0 };
  }

  /** @param tenantId null: of any tenant */
  remove(id: string, tenantId: string | null): Promise<Invitation | undefined> {
    return this.database.row(
      `DELETE FROM invitations WHERE id = $1 AND ($2::text IS NULL OR tenant_id = $2) AND used_at IS NULL
       RETURNING ${COLUMNS}`,
      [id, tenantId],
    );
  }
}
