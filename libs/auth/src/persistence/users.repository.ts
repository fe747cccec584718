import { Database, isUniqueViolation } from '@app/database';
import { Injectable } from '@nestjs/common';
import { UserTaken } from '../auth.errors';
import type { Page } from '../page';
import type { User } from '../user';

export type NewUser = Pick<
  User,
  'tenantId' | 'username' | 'email' | 'emailVerifiedBy' | 'fullName' | 'role'
> & {
  passwordHash: string;
  googleSub?: string;
  mustChangePassword?: boolean;
  quotaBytes?: number | null;
};

export interface UserFilter {
  tenantId?: string;
  role?: User['role'];
  isActive?: boolean;
  /** True: an address that waits for an admin's word. */
  emailUnconfirmed?: boolean;
  /** Part of a user name, address or full name. */
  q?: string;
}

export type UserUpdate = Partial<Pick<User, 'email' | 'fullName' | 'role' | 'isActive' | 'quotaBytes'>> & {
  passwordHash?: string;
  /** Belongs to `passwordHash`. */
  mustChangePassword?: boolean;
};

/** Of `users u`. */
export const USER_COLUMNS = `u.id, u.tenant_id AS "tenantId", u.username, u.email,
  u.email_verified_by AS "emailVerifiedBy", u.pending_email AS "pendingEmail", u.full_name AS "fullName", u.role,
  u.is_active AS "isActive", u.quota_bytes AS "quotaBytes",
  u.must_change_password AS "mustChangePassword",
  EXISTS (SELECT 1 FROM second_factors f WHERE f.user_id = u.id AND f.confirmed_at IS NOT NULL) AS "hasSecondFactor",
  u.last_login_at AS "lastLoginAt", u.created_at AS "createdAt"`;

@Injectable()
export class UsersRepository {
  constructor(private readonly database: Database) {}

  async isThereASuperAdmin(): Promise<boolean> {
    const sql = `SELECT 1 FROM users WHERE role = 'super_admin' AND is_active LIMIT 1`;
    return (await this.database.row(sql)) !== undefined;
  }

  findById(id: string): Promise<User | undefined> {
    return this.database.row<User>(`SELECT ${USER_COLUMNS} FROM users u WHERE u.id = $1`, [id]);
  }

  async passwordHash(id: string): Promise<string | undefined> {
    const row = await this.database.row<{ hash: string }>(
      'SELECT password_hash AS hash FROM users WHERE id = $1',
      [id],
    );
    return row?.hash;
  }

  async list(
    { tenantId, role, isActive, q, emailUnconfirmed }: UserFilter,
    page: Page,
  ): Promise<{ users: User[]; total: number }> {
    const where = `WHERE ($1::text IS NULL OR u.tenant_id = $1) AND ($2::text IS NULL OR u.role = $2)
      AND ($3::boolean IS NULL OR u.is_active = $3)
      AND ($4::text IS NULL OR position($4 IN concat_ws(' ', u.username, u.email, lower(u.full_name))) > 0)
      AND ($5::boolean IS NULL OR $5 = (u.pending_email IS NOT NULL OR u.email_verified_by IS NULL))`;
    const filter = [
      tenantId ?? null,
      role ?? null,
      isActive ?? null,
      q?.toLowerCase() ?? null,
      emailUnconfirmed ?? null,
    ];
    const users = await this.database.rows<User>(
      `SELECT ${USER_COLUMNS} FROM users u ${where} ORDER BY u.id LIMIT $6 OFFSET $7`,
      [...filter, page.limit, page.offset],
    );
    const counted = await this.database.row<{ total: number }>(
      `SELECT count(*) AS total FROM users u ${where}`,
      filter,
    );
    return { users, total: counted?.total ?? 0 };
  }

  /** The active admins of a tenant, nobody else's to change until the transaction ends. */
  async holdAdmins(tenantId: string): Promise<string[]> {
    const rows = await this.database.rows<{ id: string }>(
      `SELECT id FROM users WHERE tenant_id = $1 AND role IN ('admin', 'super_admin') AND is_active
       ORDER BY id FOR UPDATE`,
      [tenantId],
    );
    return rows.map(({ id }) => id);
  }

  /** What is left out stays. An address that is set here is an admin's word. @throws UserTaken */
  async update(id: string, change: UserUpdate): Promise<User | undefined> {
    const { email, fullName, role, isActive, passwordHash, mustChangePassword, quotaBytes } = change;
    return orTaken(
      this.database.row<User>(
        `UPDATE users u SET email = COALESCE($2, email), full_name = COALESCE($3, full_name), role = COALESCE($4, role),
           is_active = COALESCE($5, is_active), password_hash = COALESCE($6, password_hash),
           must_change_password = COALESCE($7, must_change_password),
           email_verified_by = CASE WHEN $2 <> email THEN 'admin' WHEN $2 = email THEN COALESCE(email_verified_by, 'admin')
             ELSE email_verified_by END,
           quota_bytes = CASE WHEN $9 THEN $8::bigint ELSE quota_bytes END,
           pending_email = CASE WHEN $2::text IS NULL THEN pending_email END,
           updated_at = now()
         WHERE u.id = $1 RETURNING ${USER_COLUMNS}`,
        [
          id,
          email ?? null,
          fullName ?? null,
          role ?? null,
          isActive ?? null,
          passwordHash ?? null,
          mustChangePassword ?? null,
          quotaBytes ?? null,
          quotaBytes !== undefined,
        ],
      ),
    );
  }

  async remove(id: string): Promise<void> {
    await this.database.affected('DELETE FROM users WHERE id = $1', [id]);
  }

  /** What a person wants as the own address. One that is theirs already waits for nothing. */
  requestEmail(id: string, email: string): Promise<User | undefined> {
    return this.database.row<User>(
      `UPDATE users u SET pending_email = NULLIF($2, email), updated_at = now() WHERE u.id = $1 RETURNING ${USER_COLUMNS}`,
      [id, email],
    );
  }

  /** Undefined when it is not what waits, or what nobody has verified yet. @throws UserTaken */
  async confirmEmail(id: string, email: string): Promise<User | undefined> {
    const sql = `UPDATE users u SET email = $2, email_verified_by = 'admin', pending_email = NULL, updated_at = now()
      WHERE u.id = $1 AND $2 = COALESCE(u.pending_email, CASE WHEN u.email_verified_by IS NULL THEN u.email END)
      RETURNING ${USER_COLUMNS}`;
    return orTaken(this.database.row<User>(sql, [id, email]));
  }

  dropPendingEmail(id: string, email: string): Promise<User | undefined> {
    return this.database.row<User>(
      `UPDATE users u SET pending_email = NULL, updated_at = now() WHERE u.id = $1 AND u.pending_email = $2
       RETURNING ${USER_COLUMNS}`,
      [id, email],
    );
  }

  /** Whose address it is by somebody else's word than their own. */
  findByVerifiedEmail(email: string): Promise<User | undefined> {
    return this.database.row<User>(
      `SELECT ${USER_COLUMNS} FROM users u WHERE u.email = $1 AND u.email_verified_by IS NOT NULL`,
      [email.normalize('NFKC').toLowerCase()],
    );
  }

  /** By user name or by e-mail address, whichever it is. Of several who claim an address, whose it is, or who came first. */
  findByLogin(login: string): Promise<(User & { passwordHash: string }) | undefined> {
    const known = login.normalize('NFKC').toLowerCase();
    return this.database.row(
      `SELECT ${USER_COLUMNS}, u.password_hash AS "passwordHash" FROM users u
       WHERE ${known.includes('@') ? 'u.email' : 'u.username'} = $1
       ORDER BY u.email_verified_by IS NULL, u.id LIMIT 1`,
      [known],
    );
  }

  /** The new user, or undefined when the name is taken or the address is somebody's. */
  addIfAbsent(user: NewUser): Promise<User | undefined> {
    return this.database.row<User>(
      `INSERT INTO users AS u (tenant_id, username, email, full_name, password_hash, role, google_sub,
         email_verified_by, must_change_password, quota_bytes)
       SELECT $1, $2, $3, $4, $5, $6, $7, $8::text, $9::boolean, $10::bigint
       WHERE NOT EXISTS (SELECT 1 FROM users o WHERE o.email = $3 AND o.email_verified_by IS NOT NULL)
       ON CONFLICT DO NOTHING RETURNING ${USER_COLUMNS}`,
      [
        user.tenantId,
        user.username,
        user.email,
        user.fullName,
        user.passwordHash,
        user.role,
        user.googleSub ?? null,
        user.emailVerifiedBy,
        user.mustChangePassword ?? false,
        user.quotaBytes ?? null,
      ],
    );
  }

  findByGoogle(tenantId: string, sub: string): Promise<User | undefined> {
    return this.database.row<User>(
      `SELECT ${USER_COLUMNS} FROM users u WHERE u.tenant_id = $1 AND u.google_sub = $2`,
      [tenantId, sub],
    );
  }

  /** Gives an active user whose address is verified their Google account, unless they have one already. */
  linkGoogle(tenantId: string, email: string, sub: string): Promise<User | undefined> {
    return this.database.row<User>(
      `UPDATE users u SET google_sub = $3, updated_at = now()
       WHERE u.tenant_id = $1 AND u.email = $2 AND u.is_active AND u.email_verified_by IS NOT NULL AND u.google_sub IS NULL
       RETURNING ${USER_COLUMNS}`,
      [tenantId, email, sub],
    );
  }

  async markSignedIn(id: string): Promise<void> {
    await this.database.affected('UPDATE users SET last_login_at = now() WHERE id = $1', [id]);
  }
}

async function orTaken<T>(saved: Promise<T>): Promise<T> {
  try {
    return await saved;
  } catch (error) {
    if (isUniqueViolation(error)) throw new UserTaken();
    throw error;
  }
}
