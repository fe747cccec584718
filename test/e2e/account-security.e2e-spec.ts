import { Client } from '../support/client';
import { newPerson, signIn } from '../support/people';
import { ADMIN, TestSystem } from '../support/system';

const GOOD = 'correct-Horse-7-battery';

describe('the security of accounts', () => {
  let system: TestSystem;
  let admin: Client;

  beforeAll(async () => {
    system = await TestSystem.start({ workers: 0 });
    admin = (await signIn(system.origin, ADMIN.email, ADMIN.password)).client;
  });

  afterAll(() => system.close());

  describe('passwords', () => {
    const TOO_COMMON = { status: 422, body: { code: 'user.password-too-common' } };

    it.each(['Password123', 'S3nh@2026', 'Flamengo10', 'Jacutinga-1'])(
      'should not be %s, wherever one is chosen',
      async (password) => {
        const email = 'marta@school.example';
        const names = { username: 'escolhe', email, full_name: 'Marta Jacutinga' };
        const { body } = await admin.post<{ token: string }>('/auth/invitations', { email });
        const nobody = new Client(system.origin, '');
        const registration = { ...names, password, invitation: body.token };
        expect(await nobody.post('/auth/register', registration)).toMatchObject(TOO_COMMON);
        expect(await admin.post('/users', { ...names, password })).toMatchObject(TOO_COMMON);
      },
    );

    it('should not become a common one, and say what a good one is', async () => {
      const { client, id } = await newPerson(admin, 'changeable');
      const change = await client.post<{ detail: string; hint: string }>('/auth/change-password', {
        current_password: 'Long-enough-10-Xy',
        new_password: 'Mudar@123',
      });
      expect(change).toMatchObject(TOO_COMMON);
      expect(change.body.detail).toBe('The new password is too common.');
      expect(change.body.hint).toContain('four or more unusual words');
      const put = (body: object) => admin.call(`/auth/users/${id}`, { method: 'PUT', body });
      expect(await put({ password: 'Qwerty123456' })).toMatchObject(TOO_COMMON);
      expect((await put({ password: GOOD })).status).toBe(200);
    });
  });
});
