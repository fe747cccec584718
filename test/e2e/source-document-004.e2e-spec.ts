import { Client } from '@app/testing/client';
import { addPerson, signIn, superAdmin } from '@app/testing/people';
import { ANA } from '@app/testing/sandbox-school';
import { ADMIN } from '@app/testing/system';
import { until } from '@app/testing/until';
import { useSystem } from '@app/testing/use-system';

const TEXT: unknown = expect.any(String);
/** What the board tells of our row of a job, by queue. */
const ROWS = {
  downloads: { status: TEXT, generation: expect.any(Number) as unknown },
  courses: { status: TEXT, tenant_id: 'other' },
  batches: { status: TEXT, tenant_id: 'other' },
  maintenance: { begun_at: TEXT },
};

const PASSWORD = 'correct-Horse-7-battery';

/** What the README of the Video Processing Service types, as it stands there. */
describe('source document 004: a service that processes videos', () => {
  const system = useSystem({ env: { REGISTRATION_MODE: 'open' } });

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
    interface BoardJob {
      id: string;
      data: { row: Record<string, unknown> | null };
      externalUrl: { href: string };
    }

    interface BoardBody {
      queues: { name: string; readOnlyMode: boolean; jobs: BoardJob[] }[];
    }

    const board = async (client: Client, queue: string, count: number) =>
      until(async () => {
        const path = `/queues/api/queues?activeQueue=${queue}&status=latest&page=1&jobsPerPage=20`;
        const { body } = await client.get<BoardBody>(path);
        const found = body.queues.find(({ name }) => name === queue);
        return found && found.jobs.length >= count ? found : undefined;
      });

    it('should show what ran lately with the state of its row, and offer nothing else', async () => {
      const client = system.client();
      const urls = ['aula-1.mp4?board', 'nothing-of-this-name.mp4?board'];
      const ids: string[] = [];
      for (const path of urls) {
        const url = `${system.sandbox.origin}/media/${path}`;
        ids.push((await client.post<{ id: string }>('/downloads', { url })).body.id);
      }
      for (const id of ids) await client.ended(id);
      const admin = await superAdmin(system);
      const { readOnlyMode, jobs } = await board(admin, 'downloads', 2);
      expect(readOnlyMode).toBe(true);
      const [completed, failed] = ids.map((id) => jobs.find((job) => job.id.includes(id)));
      expect(completed?.data.row).toMatchObject({ status: 'completed', error_code: null });
      expect(failed?.data.row).toMatchObject({ status: 'failed', error_code: 'source.removed' });
      expect(JSON.stringify(jobs)).not.toContain('aula-1');
      const retried = await admin.call(`/queues/api/queues/downloads/${failed?.id ?? ''}/retry`, {
        method: 'PUT',
      });
      expect(retried.status).toBe(405);
      expect((await client.download(ids[1] ?? '')).status).toBe('failed');
      expect((await person().get('/queues/api/queues')).status).toBe(401);
    });

    it('should lead from every job of every queue to its row, also of another tenant', async () => {
      const { client: other } = await addPerson(system, { name: 'elsewhere', tenant: 'other' });
      const credential_id = await other.connect(ANA);
      const listed = await other.get<{ courses: { id: string }[] }>(
        `/courses?credential_id=${String(credential_id)}`,
      );
      const course = `/courses/${listed.body.courses[0]?.id ?? ''}`;
      expect((await other.post(`${course}/sync?credential_id=${String(credential_id)}`)).status).toBe(202);
      expect((await other.post(`${course}/download-all`, { credential_id })).status).toBe(202);
      const admin = await superAdmin(system);
      for (const [queue, row] of Object.entries(ROWS)) {
        const { jobs } = await board(admin, queue, 1);
        for (const { id, data, externalUrl } of jobs) {
          expect([queue, data.row]).toEqual([queue, expect.objectContaining(row)]);
          const opened = await admin.get<object>(externalUrl.href);
          expect(opened).toMatchObject({ status: 200, body: { queue, job: id, row } });
          expect((await other.get(externalUrl.href)).status).toBe(403);
          expect((await person().get(externalUrl.href)).status).toBe(401);
        }
      }
      expect((await admin.get('/queues/rows/downloads/download-0')).status).toBe(404);
      expect((await admin.get('/queues/rows/nothing/download-0')).status).toBe(404);
    });

    const person = () => new Client(system.origin, '');
  });
});
