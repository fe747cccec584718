import { Database, executeReturning, isUniqueViolation, now, omitNulls, selectList } from '@app/database';
import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { In, IsNull, Not, Repository, type SelectQueryBuilder, type UpdateQueryBuilder } from 'typeorm';
import { UserTaken } from '../../accounts.errors';
import type { Page } from '../../page';
import type { User } from '../../user';
import { UserEntity } from '../../persistence/user.entity';

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
  /** True: with a role that administers, of whatever kind. */
  administers?: boolean;
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

/** Rows that point to a person can be inserted meanwhile. */
const FOR_UPDATE = { mode: 'for_no_key_update' } as const;

@Injectable()
export class UsersRepository {
  private readonly columns: string;

  constructor(
    private readonly database: Database,
    @InjectRepository(UserEntity) private readonly users: Repository<UserEntity>,
  ) {
    this.columns = selectList(users, 'u');
  }

  isThereASuperAdmin(): Promise<boolean> {
    return this.users.existsBy({ role: 'super_admin', isActive: true });
  }

  findUser(id: string): Promise<User | undefined> {
    // SQL because every signed request waits for it.
    return this.database.row<User>(`SELECT ${this.columns} FROM users u WHERE u.id = $1`, [id]);
  }

  findActive(ids: readonly string[]): Promise<User[]> {
    return this.users.findBy({ id: In([...ids]), isActive: true });
  }

  async findPasswordHash(id: string): Promise<string | undefined> {
    const user = await this.users.findOne({ select: { passwordHash: true }, where: { id } });
    return user?.passwordHash;
  }

  async listUsers(filter: UserFilter, page: Page): Promise<{ users: User[]; total: number }> {
    const matching = this.users.createQueryBuilder('u');
    applyFilter(matching, filter);
    const [users, total] = await matching
      .orderBy('u.id')
      .take(page.limit)
      .skip(page.offset)
      .getManyAndCount();
    return { users, total };
  }

  /**
   * A person and the active admins of the tenant, nobody else's to change until the transaction ends: always in one order,
   * so that two who hold them do not wait for each other. Ids of the admins.
   */
  async lockWithAdmins(id: string, tenantId: string): Promise<string[]> {
    const admins = { tenantId, role: In(['admin', 'super_admin']), isActive: true };
    const held = await this.users.find({
      select: { id: true, role: true, isActive: true },
      where: [{ id }, admins],
      order: { id: 'ASC' },
      lock: FOR_UPDATE,
    });
    return held.flatMap((user) => (user.isActive && user.role !== 'user' ? [user.id] : []));
  }

  /**
   * Who may sign in, as they are now, nobody else's to change until the transaction ends: what ends all sessions comes
   * before, and is seen, or after, and ends this one, too.
   * @param passwordHash what was shown fits it. Undefined: it is another one by now
   */
  async lockActive(id: string, passwordHash?: string): Promise<User | undefined> {
    const proof = passwordHash === undefined ? {} : { passwordHash };
    const where = { id, isActive: true, ...proof };
    const held = await this.users.findOne({ select: { id: true }, where, lock: FOR_UPDATE });
    // A statement of its own: the one that waited does not see what others have changed beside the row.
    return held ? this.findUser(id) : undefined;
  }

  /** What is left out stays. An address that is set here is an admin's word. @throws UserTaken */
  async updateUser(id: string, change: UserUpdate): Promise<User | undefined> {
    const { quotaBytes, ...others } = change;
    const { email, ...settings } = omitNulls(others);
    const values = { ...settings, quotaBytes, updatedAt: now };
    const update = this.users.createQueryBuilder().update().where({ id });
    if (email === undefined) return this.save(update.set(values));
    const emailVerifiedBy = () =>
      `CASE WHEN email = :email THEN COALESCE(email_verified_by, 'admin') ELSE 'admin' END`;
    update.set({ ...values, email, emailVerifiedBy, pendingEmail: null });
    return orTaken(this.save(update.setParameter('email', email)));
  }

  async deleteUser(id: string): Promise<void> {
    await this.users.delete({ id });
  }

  /** What a person wants as the own address. One that is theirs already waits for nothing. */
  requestEmail(id: string, email: string): Promise<User | undefined> {
    const update = this.users.createQueryBuilder().update();
    update.set({ pendingEmail: () => 'NULLIF(:email, email)', updatedAt: now }).where({ id });
    return this.save(update.setParameter('email', email));
  }

  /** Undefined when it is not what waits, or what nobody has verified yet. @throws UserTaken */
  async confirmEmail(id: string, email: string): Promise<User | undefined> {
    const update = this.users.createQueryBuilder().update();
    update.set({ email, emailVerifiedBy: 'admin', pendingEmail: null, updatedAt: now });
    const unverified = { pendingEmail: IsNull(), emailVerifiedBy: IsNull(), email };
    return orTaken(
      this.save(
        update.where([
          { id, pendingEmail: email },
          { id, ...unverified },
        ]),
      ),
    );
  }

  dropPendingEmail(id: string, email: string): Promise<User | undefined> {
    const update = this.users.createQueryBuilder().update().set({ pendingEmail: null, updatedAt: now });
    return this.save(update.where({ id, pendingEmail: email }));
  }

  /** Whose address it is by somebody else's word than their own. */
  findByVerifiedEmail(email: string): Promise<User | undefined> {
    // SQL because every request that is signed for an address waits for it.
    return this.database.row<User>(
      `SELECT ${this.columns} FROM users u WHERE u.email = $1 AND u.email_verified_by IS NOT NULL`,
      [email.normalize('NFKC').toLowerCase()],
    );
  }

  /** By user name or by e-mail address, whichever it is. Of several who claim an address, whose it is, or who came first. */
  async findByLogin(login: string): Promise<(User & { passwordHash: string }) | undefined> {
    const known = login.normalize('NFKC').toLowerCase();
    const found = await this.users
      .createQueryBuilder('u')
      .addSelect('u.passwordHash')
      .where(known.includes('@') ? { email: known } : { username: known })
      .orderBy('u.emailVerifiedBy', 'ASC', 'NULLS LAST')
      .addOrderBy('u.id')
      .limit(1)
      .getOne();
    return found ?? undefined;
  }

  /** True when somebody has this address, or says so. */
  isClaimed(email: string): Promise<boolean> {
    return this.users.existsBy({ email });
  }

  /** The new user, or undefined when the name is taken or the address is somebody's. */
  async ensureUser(user: NewUser): Promise<User | undefined> {
    const { tenantId, username, email, emailVerifiedBy, fullName, role, ...more } = user;
    if (await this.users.existsBy({ email, emailVerifiedBy: Not(IsNull()) })) return undefined;
    const { passwordHash, googleSub, mustChangePassword, quotaBytes } = more;
    const rest = { passwordHash, googleSub, mustChangePassword, quotaBytes };
    const values = { tenantId, username, email, emailVerifiedBy, fullName, role, ...rest };
    const insert = this.users.createQueryBuilder().insert().values(values).orIgnore();
    const [added] = await executeReturning(insert, ['id']);
    return added && this.findUser(added.id);
  }

  async findByGoogle(tenantId: string, sub: string): Promise<User | undefined> {
    return (await this.users.findOneBy({ tenantId, googleSub: sub })) ?? undefined;
  }

  /** Gives an active user whose address is verified their Google account, unless they have one already. */
  linkGoogle(tenantId: string, email: string, sub: string): Promise<User | undefined> {
    const update = this.users.createQueryBuilder().update().set({ googleSub: sub, updatedAt: now });
    const unlinked = { isActive: true, emailVerifiedBy: Not(IsNull()), googleSub: IsNull() };
    return this.save(update.where({ tenantId, email, ...unlinked }));
  }

  async markSignedIn(id: string): Promise<void> {
    await this.users.update({ id }, { lastLoginAt: now });
  }

  private async save(update: UpdateQueryBuilder<UserEntity>): Promise<User | undefined> {
    const [updated] = await executeReturning(update, ['id']);
    return updated && this.findUser(updated.id);
  }
}

function applyFilter(users: SelectQueryBuilder<UserEntity>, filter: UserFilter): void {
  const { tenantId, role, administers, isActive, q, emailUnconfirmed } = filter;
  if (tenantId !== undefined) users.andWhere({ tenantId });
  if (role !== undefined) users.andWhere({ role });
  if (administers !== undefined) users.andWhere(`(u.role <> 'user') = :administers`, { administers });
  if (isActive !== undefined) users.andWhere({ isActive });
  if (emailUnconfirmed !== undefined)
    users.andWhere('(u.pendingEmail IS NOT NULL OR u.emailVerifiedBy IS NULL) = :emailUnconfirmed', {
      emailUnconfirmed,
    });
  if (q !== undefined)
    users.andWhere(`position(:q IN concat_ws(' ', u.username, u.email, lower(u.fullName))) > 0`, {
      q: q.toLowerCase(),
    });
}

async function orTaken<T>(saved: Promise<T>): Promise<T> {
  try {
    return await saved;
  } catch (error) {
    if (isUniqueViolation(error)) throw new UserTaken();
    throw error;
  }
}
