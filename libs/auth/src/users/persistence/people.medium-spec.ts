import { useDatabase } from '@app/testing/use-database';
import { UserTaken } from '../../accounts.errors';
import type { Caller } from '../../callers/caller';
import { TenantResolver } from '../../tenants/tenant-resolver.service';
import { LockoutsRepository } from '../../lockouts/persistence/lockouts.repository';
import { SignInAttemptEntity } from '../../lockouts/persistence/sign-in-attempt.entity';
import { SignInAttemptsRepository } from '../../lockouts/persistence/sign-in-attempts.repository';
import { TenantEntity } from '../../tenants/persistence/tenant.entity';
import { TenantsRepository } from '../../tenants/persistence/tenants.repository';
import { UserEntity } from '../../persistence/user.entity';
import { type NewUser, UsersRepository } from './users.repository';

const LIMITS = { here: 3, anywhere: 10 };
const PAGE = { limit: 10, offset: 0 };

const newUser = (username: string, more: Partial<NewUser> = {}): NewUser => ({
  tenantId: 'school',
  username,
  email: `${username}@example.com`,
  emailVerifiedBy: 'admin',
  fullName: `Full ${username}`,
  role: 'user',
  passwordHash: 'hash',
  ...more,
});

describe('people in the database', () => {
  const { database } = useDatabase(UserEntity, TenantEntity, SignInAttemptEntity);
  const tenants = new TenantsRepository(database.repository(TenantEntity));
  const attempts = new SignInAttemptsRepository(database, database.repository(SignInAttemptEntity));
  const lockouts = new LockoutsRepository(database.repository(SignInAttemptEntity));
  let users: UsersRepository;

  beforeAll(async () => {
    users = new UsersRepository(database, database.repository(UserEntity));
    await tenants.ensureTenant('school');
    await tenants.ensureTenant('other');
  });

  afterEach(() => database.affected('DELETE FROM users'));

  it('should leave as it is what a request says null of, unless null means something', async () => {
    const { id } = await add('nulls');
    const nothing = { fullName: null, isActive: null, email: null } as object;
    await expect(users.updateUser(id, nothing)).resolves.toMatchObject({
      fullName: 'Full nulls',
      isActive: true,
    });
    const caller = { tenantId: 'school', role: 'super_admin' } as Caller;
    await expect(new TenantResolver(tenants).resolve(caller, null)).resolves.toBe('school');
    const settings = { name: null, courseFiles: null, googleSignIn: null } as object;
    const before = await tenants.findTenant('school');
    await expect(tenants.updateTenant('school', settings)).resolves.toEqual(before);
    await expect(tenants.updateTenant('school', { ...settings, quotaBytes: null })).resolves.toMatchObject({
      name: 'school',
      quotaBytes: null,
    });
  });

  const add = async (username: string, more: Partial<NewUser> = {}) => {
    const user = await users.ensureUser(newUser(username, more));
    if (!user) throw new Error(`${username} is taken`);
    return user;
  };

  it('should never tell a password hash or a Google account unless asked', async () => {
    const added = await add('ana', { googleSub: 'g-1', quotaBytes: 5 });
    const told = {
      id: added.id,
      ...newUser('ana', { quotaBytes: 5 }),
      passwordHash: undefined,
      pendingEmail: null,
      isActive: true,
      mustChangePassword: false,
      hasSecondFactor: false,
      lastLoginAt: null,
      createdAt: expect.any(Date) as Date,
    };
    expect(added).toEqual(told);
    await expect(users.findByGoogle('school', 'g-1')).resolves.toEqual(told);
    await expect(users.findByVerifiedEmail('ANA@example.com')).resolves.toEqual(told);
    await expect(users.listUsers({}, PAGE)).resolves.toEqual({ users: [told], total: 1 });
    await expect(users.findByLogin('Ana')).resolves.toEqual({ ...told, passwordHash: 'hash' });
    await expect(users.findPasswordHash(added.id)).resolves.toBe('hash');
  });

  it('should keep names, and addresses that are verified, from others', async () => {
    await add('ana');
    await expect(users.ensureUser(newUser('ana', { email: 'b@example.com' }))).resolves.toBeUndefined();
    const claim = newUser('bob', { email: 'ana@example.com', emailVerifiedBy: null });
    await expect(users.ensureUser(claim)).resolves.toBeUndefined();
    const bob = await add('bob');
    await expect(users.updateUser(bob.id, { email: 'ana@example.com' })).rejects.toThrow(UserTaken);
  });

  it('should change what is told and leave the rest', async () => {
    const ana = await add('ana', { emailVerifiedBy: null, quotaBytes: 5 });
    await expect(users.updateUser(ana.id, { role: 'admin' })).resolves.toEqual({ ...ana, role: 'admin' });
    await expect(users.updateUser(ana.id, { quotaBytes: null, role: 'user' })).resolves.toEqual({
      ...ana,
      quotaBytes: null,
    });
    await expect(users.requestEmail(ana.id, 'new@example.com')).resolves.toMatchObject({
      email: ana.email,
      pendingEmail: 'new@example.com',
    });
    await expect(users.confirmEmail(ana.id, ana.email)).resolves.toBeUndefined();
    await expect(users.confirmEmail(ana.id, 'new@example.com')).resolves.toMatchObject({
      email: 'new@example.com',
      emailVerifiedBy: 'admin',
      pendingEmail: null,
    });
    await expect(users.requestEmail(ana.id, 'new@example.com')).resolves.toMatchObject({
      pendingEmail: null,
    });
    await expect(users.updateUser('00000000-0000-7000-8000-000000000000', {})).resolves.toBeUndefined();
  });

  it('should say who verified an address that an admin sets', async () => {
    const verifierAfter = async (before: NewUser['emailVerifiedBy'], email: string) => {
      const { id } = await add('eva', { emailVerifiedBy: before });
      const changed = await users.updateUser(id, { email });
      await users.deleteUser(id);
      return changed?.emailVerifiedBy;
    };
    await expect(verifierAfter('google', 'eva@example.com')).resolves.toBe('google');
    await expect(verifierAfter(null, 'eva@example.com')).resolves.toBe('admin');
    await expect(verifierAfter('google', 'other@example.com')).resolves.toBe('admin');
  });

  it('should find people by every filter', async () => {
    await add('ana', { role: 'admin', fullName: 'Ana Ção' });
    const bob = await add('bob', { tenantId: 'other', emailVerifiedBy: null });
    await users.updateUser(bob.id, { isActive: false });
    const found = async (filter: Parameters<UsersRepository['listUsers']>[0], page = PAGE) => {
      const { users: some, total } = await users.listUsers(filter, page);
      return [total, ...some.map(({ username }) => username)];
    };
    await expect(found({})).resolves.toEqual([2, 'ana', 'bob']);
    await expect(found({}, { limit: 1, offset: 1 })).resolves.toEqual([2, 'bob']);
    await expect(found({}, { limit: 1, offset: 9 })).resolves.toEqual([2]);
    await expect(found({ tenantId: 'other' })).resolves.toEqual([1, 'bob']);
    await expect(found({ role: 'admin', q: 'ÇÃO' })).resolves.toEqual([1, 'ana']);
    await expect(found({ administers: false })).resolves.toEqual([1, 'bob']);
    await users.updateUser(bob.id, { role: 'super_admin' });
    await expect(found({ administers: true })).resolves.toEqual([2, 'ana', 'bob']);
    await expect(found({ isActive: false, emailUnconfirmed: true })).resolves.toEqual([1, 'bob']);
    await expect(found({ q: 'ana', isActive: false })).resolves.toEqual([0]);
  });

  it('should tell lockouts of people alone, and lift them', async () => {
    const ana = await add('ana');
    const limit = { source: 'net:1', most: LIMITS.here, minutes: 5 };
    for (const who of [ana.id, ana.id, ana.id, 'a-hash'])
      if (await attempts.startAttempt({ ...limit, who })) await attempts.recordFailure({ ...limit, who });
    await expect(attempts.lockedFor({ ...limit, who: ana.id })).resolves.toBeGreaterThan(290);
    await expect(attempts.lockedFor({ ...limit, who: 'a-hash' })).resolves.toBeUndefined();
    const lockedUntil = expect.any(Date) as Date;
    const { id: userId, tenantId, username, fullName } = ana;
    const lockout = { userId, tenantId, username, fullName, source: 'net:1', failures: 3, lockedUntil };
    await expect(lockouts.listLockouts('school', PAGE, LIMITS)).resolves.toEqual({
      lockouts: [lockout],
      total: 1,
    });
    await expect(lockouts.listLockouts(null, { limit: 1, offset: 1 }, LIMITS)).resolves.toEqual({
      lockouts: [],
      total: 1,
    });
    await expect(lockouts.listLockouts('other', PAGE, LIMITS)).resolves.toEqual({ lockouts: [], total: 0 });
    await expect(lockouts.listStates([userId], LIMITS)).resolves.toEqual([
      { userId, failures: 3, lockedUntil },
    ]);
    await expect(lockouts.deleteLockout(userId, LIMITS)).resolves.toBe(true);
    await expect(lockouts.deleteLockout(userId, LIMITS)).resolves.toBe(false);
    await attempts.startAttempt({ ...limit, who: userId });
    await attempts.finishAttempt({ ...limit, who: userId }, { resetsFailures: true });
    await expect(lockouts.listStates([userId], LIMITS)).resolves.toEqual([
      { userId, failures: 0, lockedUntil: null },
    ]);
  });
});
