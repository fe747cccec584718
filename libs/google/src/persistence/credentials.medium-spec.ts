import { randomUUID } from 'node:crypto';
import { useDatabase } from '@app/testing/use-database';
import { CredentialEntity } from './credential.entity';
import { type ConnectedAccount, CredentialsRepository } from './credentials.repository';

const ACCOUNT: ConnectedAccount = {
  tenantId: 'school',
  ownerUserId: null,
  googleSub: 'g-1',
  email: 'ana@example.com',
  scopes: [],
  accessToken: 'v1.k1.access',
  accessExpiresAt: null,
  refreshToken: 'v1.k1.refresh',
  refreshExpiresAt: null,
};
const EVERYBODY = { tenantId: 'school', requester: 'key:1', seesTenant: true };

describe(CredentialsRepository, () => {
  const { database } = useDatabase(CredentialEntity);
  const credentials = new CredentialsRepository(database, database.repository(CredentialEntity));

  beforeAll(() =>
    database.rows(`INSERT INTO tenants (id, name) VALUES ('school', 'School') ON CONFLICT DO NOTHING`),
  );

  afterEach(() => database.affected('DELETE FROM credentials'));

  const connect = async (more: Partial<ConnectedAccount> = {}) => {
    const id = await credentials.saveConnected({ ...ACCOUNT, ...more });
    if (id === undefined) throw new Error('somebody else has it');
    return id;
  };

  it('should tell tokens only to who asks for secrets', async () => {
    const id = await connect();
    const told = await credentials.findCredential(id);
    expect(told).toMatchObject({ id, tenantId: 'school', email: 'ana@example.com', status: 'active' });
    expect(JSON.stringify([told, await credentials.listCredentials(EVERYBODY)])).not.toContain('v1.k1');
    await expect(credentials.findSecrets(id)).resolves.toMatchObject({
      accessToken: 'v1.k1.access',
      refreshToken: 'v1.k1.refresh',
    });
  });

  it('should show a person without an account of their own nothing', async () => {
    const id = await connect();
    const viewer = { ...EVERYBODY, seesTenant: false };
    await expect(credentials.listCredentials(viewer)).resolves.toEqual([]);
    await expect(credentials.findUsableCredential(id, viewer)).resolves.toBeUndefined();
    await expect(
      credentials.findUsableCredential(id, { ...viewer, userId: randomUUID() }),
    ).resolves.toBeUndefined();
    await expect(
      credentials.findUsableCredential(id, { ...EVERYBODY, tenantId: 'other' }),
    ).resolves.toBeUndefined();
  });

  it('should let one renew at a time, and keep the refresh token that Google did not renew', async () => {
    const id = await connect();
    const renewalId = randomUUID();
    await expect(credentials.beginRenewal(id, renewalId)).resolves.toMatchObject({
      id,
      refreshToken: 'v1.k1.refresh',
    });
    await expect(credentials.beginRenewal(id, randomUUID())).resolves.toBeUndefined();
    const renewed = { id, accessToken: 'v1.k2.new', accessExpiresAt: new Date(), refreshToken: null };
    await expect(credentials.saveRenewed({ ...renewed, renewalId: randomUUID() })).resolves.toBe(false);
    await expect(credentials.saveRenewed({ ...renewed, renewalId })).resolves.toBe(true);
    await expect(credentials.findSecrets(id)).resolves.toMatchObject({
      accessToken: 'v1.k2.new',
      refreshToken: 'v1.k1.refresh',
    });
    await expect(credentials.beginRenewal(id, randomUUID())).resolves.toBeDefined();
  });

  it('should encrypt accounts with tokens anew, each held for the while', async () => {
    const id = await connect();
    await credentials.markRevoked(await connect({ googleSub: 'g-2' }));
    await expect(credentials.countByEncryptionKey()).resolves.toEqual([{ keyId: 'k1', count: 1 }]);
    await expect(credentials.listSecrets(0, 10)).resolves.toMatchObject([
      { id, accessToken: 'v1.k1.access' },
    ]);
    await expect(credentials.listSecrets(id, 10)).resolves.toEqual([]);
    await database.transaction(async () => {
      await expect(credentials.lockSecrets(id)).resolves.toMatchObject({ refreshToken: 'v1.k1.refresh' });
      await credentials.reencryptTokens(id, null, 'v1.k2.refresh');
    });
    await expect(credentials.countByEncryptionKey()).resolves.toEqual([{ keyId: 'k2', count: 1 }]);
  });
});
