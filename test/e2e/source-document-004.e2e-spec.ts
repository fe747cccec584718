import { Client } from '@app/testing/client';
import { addPerson, signIn } from '@app/testing/people';
import { ADMIN, TestSystem } from '@app/testing/system';
import { until } from '@app/testing/until';

const PASSWORD = 'correct-Horse-7-battery';

/** What the README of the Video Processing Service types, as it stands there. */
describe('source document 004: a service that processes videos', () => {
  let system: TestSystem;

  beforeAll(async () => {
    system = await TestSystem.start({ env: { REGISTRATION_MODE: 'open' } });
  });

  afterAll(() => system.close());

  /** curl -X POST http://localhost:8000/users/ -H "Content-Type: application/json" -d '…' */
  const createUser = async (body: string | object, headers: Record<string, string> = {}) => {
    const response = await fetch(`${system.origin}/users/`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    });
    return { status: response.status, body: (await response.json()) as Record<string, unknown> };
  };

  /** curl -X POST http://localhost:8000/auth/token -d "username=…&password=…" -H "Content-Type: …" */
  const token = async (form: string) => {
    const response = await fetch(`${system.origin}/auth/token`, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: form,
    });
    return { status: response.status, body: (await response.json()) as Record<string, unknown> };
  };

  describe('Criar usuário, Obter token', () => {
    it('should refuse password123 and say what a good password is', async () => {
      const { status, body } = await createUser('{"email": "user@example.com", "password": "password123"}');
      expect(status).toBe(400);
      expect(body).toMatchObject({ code: 'request.invalid' });
      expect(JSON.stringify(body.errors)).toContain('four unusual words and a number');
    });

    it('should make an account of an e-mail address and a password, which gets a token', async () => {
      const made = await createUser(`{"email": "user@example.com", "password": "${PASSWORD}"}`);
      expect(made).toMatchObject({
        status: 201,
        body: { email: 'user@example.com', username: 'user', role: 'user', email_verified_by: null },
      });
      const signedIn = await token(`username=user@example.com&password=${PASSWORD}`);
      expect(signedIn).toMatchObject({ status: 200, body: { token_type: 'bearer' } });
      const profile = await fetch(`${system.origin}/auth/profile`, {
        headers: { authorization: `Bearer ${String(signedIn.body.access_token)}` },
      });
      expect(await profile.json()).toMatchObject({ email: 'user@example.com', must_change_password: false });
    });

    it('should make one account of an address, also when asked several times at once', async () => {
      const input = { email: 'twice@example.com', password: PASSWORD };
      const answers = await Promise.all([1, 2, 3, 4].map(() => createUser(input)));
      expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409, 409]);
      // Another address with the same beginning is another person.
      const others = await Promise.all(
        [1, 2, 3].map(() => createUser({ ...input, email: 'twice@other.example' })),
      );
      expect(others.map(({ status }) => status).sort()).toEqual([201, 409, 409]);
      const made = others.find(({ status }) => status === 201);
      expect(made?.body.username).toMatch(/^twice[0-9a-f]{8}$/);
    });

    it('should keep who claims an address from keeping its owner out', async () => {
      const email = 'claimed@example.com';
      expect((await createUser({ email, password: PASSWORD })).status).toBe(201);
      const admin = await signIn(system.origin, ADMIN.email, ADMIN.password);
      const added = await admin.client.post('/users', { email, password: 'A-very-good-password-7' });
      expect(added).toMatchObject({ status: 201, body: { email_verified_by: 'admin' } });
      expect((await createUser({ email, password: PASSWORD })).body).toMatchObject({ code: 'user.taken' });
    });

    it.each([{ role: 'admin' }, { role: 'super_admin' }, { tenant_id: 'other' }, { quota_bytes: 0 }])(
      'should give nobody %j',
      async (more) => {
        const { status, body } = await createUser({ email: 'more@example.com', password: PASSWORD, ...more });
        expect([status, body.code]).toEqual([400, 'request.invalid']);
        expect(JSON.stringify(body.errors)).toContain(Object.keys(more)[0]);
      },
    );

    it('should take a wrong token for what it is, and leave making accounts for others to admins', async () => {
      const input = { email: 'wrong@example.com', password: PASSWORD };
      const wrong = await createUser(input, { authorization: 'Bearer nonsense' });
      expect(wrong.status).toBe(401);
      const person = await addPerson(system, { name: 'nosy' });
      expect((await person.client.post('/users', input)).status).toBe(403);
    });
  });

  describe('Monitoramento', () => {
    interface BoardBody {
      queues: {
        name: string;
        readOnlyMode: boolean;
        jobs: { id: string; data: object; returnValue: Record<string, unknown> }[];
      }[];
    }

    it('should show what ran lately with the state of its row, and offer nothing else', async () => {
      const client = system.client();
      const urls = ['aula-1.mp4?board', 'nothing-of-this-name.mp4?board'];
      const ids: string[] = [];
      for (const path of urls) {
        const url = `${system.sandbox.origin}/media/${path}`;
        ids.push((await client.post<{ id: string }>('/downloads', { url })).body.id);
      }
      for (const id of ids) await client.ended(id);
      const admin = (await signIn(system.origin, ADMIN.email, ADMIN.password)).client;
      const board = await until(async () => {
        const path = '/queues/api/queues?activeQueue=downloads&status=completed&page=1&jobsPerPage=20';
        const { body } = await admin.get<BoardBody>(path);
        const queue = body.queues.find(({ name }) => name === 'downloads');
        return queue && queue.jobs.length >= 2 ? queue : undefined;
      });
      expect(board.readOnlyMode).toBe(true);
      const shown = board.jobs.map(({ returnValue }) => returnValue);
      expect(shown).toContainEqual({
        status: 'completed',
        error_code: null,
        retry_count: 0,
        download: `/api/v1/downloads/${ids[0] ?? ''}`,
      });
      expect(shown).toContainEqual(
        expect.objectContaining({ status: 'failed', download: `/api/v1/downloads/${ids[1] ?? ''}` }),
      );
      expect(JSON.stringify(board.jobs)).not.toContain('aula-1');
      const [job] = board.jobs;
      const retried = await admin.call(`/queues/api/queues/downloads/${job?.id ?? ''}/retry`, {
        method: 'PUT',
      });
      expect(retried.status).toBe(405);
      expect((await client.download(ids[1] ?? '')).status).toBe('failed');
      expect((await person().get('/queues/api/queues')).status).toBe(401);
    });

    const person = () => new Client(system.origin, '');
  });
});
