import { useDatabase } from '@app/testing/use-database';
import { UserEntity } from '../../persistence/user.entity';
import { TenantEntity } from '../../tenants/persistence/tenant.entity';
import { RefreshTokenEntity, SessionEntity } from './session.entity';
import { SessionsRepository } from './sessions.repository';
import { SignInChallengeEntity } from './sign-in-challenge.entity';

const ENTITIES = [SessionEntity, RefreshTokenEntity, SignInChallengeEntity, UserEntity, TenantEntity];

describe(SessionsRepository, () => {
  const { source, database } = useDatabase(...ENTITIES);
  let sessions: SessionsRepository;

  beforeAll(async () => {
    sessions = new SessionsRepository(
      database,
      database.repository(SessionEntity),
      database.repository(RefreshTokenEntity),
      database.repository(SignInChallengeEntity),
      database.repository(UserEntity),
    );
    await source.query(
      `INSERT INTO tenants (id, name, require_second_factor_for_admins) VALUES ('strict', 'S', true), ('easy', 'E', false)`,
    );
  });

  let count = 0;

  async function signIn({ tenantId = 'easy', role = 'user', isActive = true, days = 1, hasFactor = false }) {
    const name = `person${String((count += 1))}`;
    const [user] = await source.query<[{ id: string }]>(
      `INSERT INTO users (tenant_id, username, email, full_name, password_hash, role, is_active)
       VALUES ($1, $2, $2, $2, '', $3, $4) RETURNING id`,
      [tenantId, name, role, isActive],
    );
    if (hasFactor)
      await source.query(
        `INSERT INTO second_factors (user_id, secret, confirmed_at) VALUES ($1, '', now())`,
        [user.id],
      );
    const proof = { method: 'password', secondFactor: false } as const;
    const where = { ip: null, userAgent: null, days, refreshDays: 1 };
    const id = await sessions.insertSession({ userId: user.id, ...proof, ...where, tokenHash: name });
    return { id, userId: user.id };
  }

  it('should tell the same of many sessions at once as of each', async () => {
    const signedIn = await Promise.all([
      signIn({}),
      signIn({ tenantId: 'strict', role: 'admin', hasFactor: true }),
      signIn({ tenantId: 'strict' }),
    ]);
    const users = await sessions.findUsers(signedIn.map(({ id }) => id));
    const byId = new Map(users.map(({ sessionId, ...user }) => [sessionId, user]));
    for (const { id, userId } of signedIn) expect(byId.get(id)).toEqual(await sessions.findUser(id, userId));
    expect(signedIn.map(({ id }) => byId.get(id)?.secondFactorDemanded)).toEqual([false, true, false]);
    expect(signedIn.map(({ id }) => byId.get(id)?.hasSecondFactor)).toEqual([false, true, false]);
  });

  it('should leave out sessions that ended and people who may not sign in', async () => {
    const [stays, ended, over, left] = await Promise.all([
      signIn({}),
      signIn({}),
      signIn({ days: -1 }),
      signIn({ isActive: false }),
    ]);
    await sessions.markEnded(ended.id, 'signed-out');
    const users = await sessions.findUsers([stays, ended, over, left].map(({ id }) => id));
    expect(users.map(({ sessionId }) => sessionId)).toEqual([stays.id]);
  });
});
