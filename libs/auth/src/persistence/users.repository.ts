import { Database } from '@app/database';
import { Injectable } from '@nestjs/common';
import type { User } from '../user';

export type NewUser = Pick<User, 'tenantId' | 'username' | 'email' | 'fullName' | 'role'> & {
  passwordHash: string;
};

/** Of `users u`. */
export const USER_COLUMNS = `u.id, u.tenant_id AS "tenantId", u.username, u.email, u.full_name AS "fullName", u.role,
  u.is_active AS "isActive", u.last_login_at AS "lastLoginAt", u.created_at AS "createdAt"`;

@Injectable()
export class UsersRepository {
  constructor(private readonly database: Database) {}

  /** By user name or by e-mail address, whichever it is. */
  findByLogin(login: string): Promise<(User & { passwordHash: string }) | undefined> {
    const known = login.normalize('NFKC').toLowerCase();
    return this.database.row(
      `SELECT ${USER_COLUMNS}, u.password_hash AS "passwordHash" FROM users u
       WHERE ${known.includes('@') ? 'u.email' : 'u.username'} = $1`,
      [known],
    );
  }

  findById(id: string): Promise<User | undefined> {
    return this.database.row(`SELECT ${USER_COLUMNS} FROM users u WHERE u.id = $1`, [id]);
  }

  /** The new user, or undefined when the name or the address is taken. */
  addIfAbsent(user: NewUser): Promise<User | undefined> {
    return this.database.row<User>(
      `INSERT INTO users AS u (tenant_id, username, email, full_name, password_hash, role) VALUES ($1, $2, $3, $4, $5, $6)
       ON CONFLICT DO NOTHING RETURNING ${USER_COLUMNS}`,
      [user.tenantId, user.username, user.email, user.fullName, user.passwordHash, user.role],
    );
  }

  async markSignedIn(id: string): Promise<void> {
    await this.database.affected('UPDATE users SET last_login_at = now() WHERE id = $1', [id]);
  }
}
