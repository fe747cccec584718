import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { codeOf } from '@app/testing/authenticator';
import { freePort } from '@app/testing/free-port';
import { Signals, type SignalMap } from '@app/queue';
import { Client, consent, type DownloadBody } from '@app/testing/client';
import { addPerson } from '@app/testing/people';
import { ANA, BRUNO, CARLA } from '@app/testing/sandbox-school';
import { setUp } from '@app/testing/set-up';
import { ADMIN, TEST_ENCRYPTION_KEY } from '@app/testing/system';
import { until } from '@app/testing/until';
import { useSystem } from '@app/testing/use-system';

const FIRST_LESSON = 'https://drive.google.com/file/d/1Aula01Chegada0000000000000000001/view';

interface CredentialBody {
  status: string;
  missing_features: string[];
  problem: { code: string; message: string; hint: string } | null;
}

describe('RF-001 RF-002 RNF-010 Google tokens', () => {
  const system = useSystem({ workers: 0, env: { COURSES_CACHE_TTL: '0' } });
  const client = setUp(() => system.client());
  let second: Client;
  const database = setUp(() => system.database());

  beforeAll(async () => (second = await apiProcess()));

  afterEach(() => system.sandbox.faults.clear());
  const clientOf = async (env: Record<string, string>) => {
    const url = await (await system.startApi(env)).getUrl();
    return new Client(url.replace('[::1]', '127.0.0.1'), client.token);
  };
  /** A second api, in a process of its own. */
  const apiProcess = async () => {
    const port = String(await freePort());
    const env = { PATH: process.env.PATH, ...system.environment({ PORT: port }) };
    const child = spawn(process.execPath, ['dist/api.js'], { env, stdio: 'ignore' });
    const ended = once(child, 'exit');
    system.onClose(async () => {
      child.kill();
      await ended;
    });
    const origin = `http://127.0.0.1:${port}`;
    await until(async () => (await fetch(`${origin}/readyz`).catch(() => undefined))?.ok);
    return new Client(origin, client.token);
  };
  const courses = (id: number, through = client) => through.get(`/courses?credential_id=${String(id)}`);
  const credential = async (id: number) =>
    (await client.get<CredentialBody>(`/credentials/${String(id)}`)).body;
  const tokenRequests = () => system.sandbox.faults.countFaults('/token');
  const sub = (email: string) => system.sandbox.school.people.find((one) => one.email === email)?.sub ?? '';
  const expire = (id: number) =>
    database.query(`UPDATE credentials SET access_expires_at = now() - interval '1 minute' WHERE id = $1`, [
      id,
    ]);

  describe('renewing', () => {
    it.each([
      ['has expired', expire],
      [
        'is refused by Google before its time',
        async () => system.sandbox.tokens.endGrant(sub(ANA), 'access'),
      ],
    ])('should ask Google once over two processes when a token %s', async (_case, spoil) => {
      const id = await client.connect(ANA);
      await courses(id);
      await spoil(id);
      system.sandbox.faults.addFault({ path: '/token', delayMs: 300 });
      const before = tokenRequests();
      const answers = await Promise.all(
        Array.from({ length: 12 }, (_, index) => courses(id, index % 2 === 0 ? client : second)),
      );
      expect(answers.map(({ status }) => status)).toEqual(Array<number>(12).fill(200));
      expect(tokenRequests() - before).toBe(1);
    });

    it('should be patient when Google stumbles over it', async () => {
      const id = await client.connect(ANA);
      await expire(id);
      system.sandbox.faults.addFault({ path: '/token', status: 503, times: 2 });
      expect((await courses(id)).status).toBe(200);
    });

    it('should not hold up what needs the account but no token', async () => {
      const id = await client.connect(ANA);
      await expire(id);
      system.sandbox.faults.addFault({ path: '/token', delayMs: 3_000, times: 1 });
      const slow = courses(id);
      await until(() => system.sandbox.faults.listFaults().length === 0);
      const asked = await client.post<DownloadBody>('/downloads', { url: FIRST_LESSON, credential_id: id });
      const [row]: { renewed: boolean }[] = await database.query(
        'SELECT access_expires_at > now() AS renewed FROM credentials WHERE id = $1',
        [id],
      );
      expect({ status: asked.status, ...row }).toEqual({ status: 201, renewed: false });
      expect((await slow).status).toBe(200);
    });

    it('should keep no connection to PostgreSQL while Google is asked', async () => {
      const ids = [await client.connect(ANA), await client.connect(BRUNO), await client.connect(CARLA)];
      const small = await clientOf({ DATABASE_POOL_SIZE: '2' });
      await Promise.all(ids.map(expire));
      const before = tokenRequests();
      system.sandbox.faults.addFault({ path: '/token', delayMs: 5_000, times: 3 });
      const slow = Promise.all(ids.map((id) => courses(id, small)));
      await until(() => tokenRequests() - before === 3);
      expect((await small.get('/readyz')).status).toBe(200);
      expect((await small.get('/downloads')).status).toBe(200);
      expect(await credential(ids[0] ?? 0)).toMatchObject({ status: 'active' });
      expect((await slow).map(({ status }) => status)).toEqual([200, 200, 200]);
      await client.delete(`/credentials/${String(ids[2])}`);
    });

    it('should take over from a process that died while it asked', async () => {
      const id = await client.connect(ANA);
      await expire(id);
      await database.query(
        `UPDATE credentials SET renewal_id = gen_random_uuid(), renewal_until = now() + interval '2 seconds' WHERE id = $1`,
        [id],
      );
      expect((await courses(id)).status).toBe(200);
    });

    it('should not overwrite what a person connected meanwhile', async () => {
      const id = await client.connect(ANA);
      await expire(id);
      const before = tokenRequests();
      system.sandbox.faults.addFault({
        path: '/token',
        delayMs: 3_000,
        times: 1,
        status: 400,
        body: { error: 'invalid_grant' },
      });
      const slow = courses(id);
      await until(() => tokenRequests() - before === 1);
      expect(await client.connect(ANA)).toBe(id);
      expect((await slow).status).toBe(200);
      expect(await credential(id)).toMatchObject({ status: 'active', problem: null });
    });

    it('should blame the installation, not the account, when Google refuses our client', async () => {
      const id = await client.connect(ANA);
      await expire(id);
      system.sandbox.faults.addFault({ path: '/token', status: 401, body: { error: 'invalid_client' } });
      await database.query('DELETE FROM course_lists');
      expect(await courses(id)).toMatchObject({ status: 503, body: { code: 'google.not-configured' } });
      expect((await credential(id)).status).toBe('active');
    });
  });

  describe('a withdrawn permission', () => {
    let id: number;

    beforeEach(async () => {
      id = await client.connect(BRUNO);
      expect(await credential(id)).toMatchObject({ status: 'active', problem: null });
      system.sandbox.tokens.endGrant(sub(BRUNO), 'permission');
    });

    it('should be said in words with what to do, and asked of Google no more', async () => {
      await database.query('DELETE FROM course_lists');
      expect(await courses(id)).toMatchObject({ status: 409, body: { code: 'credential.needs-reconsent' } });
      expect(await credential(id)).toMatchObject({
        status: 'needs_reconsent',
        problem: {
          code: 'credential.needs-reconsent',
          message: `Our access to ${BRUNO} has ended.`,
          hint: expect.stringContaining('Connect the Google account again') as string,
        },
      });
      const before = system.sandbox.faults.seen.length;
      expect((await courses(id, second)).status).toBe(409);
      expect(system.sandbox.faults.seen.length).toBe(before);
    });

    it('should be told to every process at once, and so should its return', async () => {
      const told: SignalMap['credential.changed'][] = [];
      system.api.get(Signals, { strict: false }).on('credential.changed', (change) => told.push(change));
      await until(async () => {
        await courses(id, second);
        await client.connect(BRUNO);
        system.sandbox.tokens.endGrant(sub(BRUNO), 'permission');
        return told.some(({ status }) => status === 'needs_reconsent');
      });
      await client.connect(BRUNO);
      await until(() => told.at(-1)?.status === 'active');
      expect(told.at(-1)).toEqual({ tenant_id: 'school', credential_id: id, status: 'active' });
    });

    it('should not undo a consent that was given while Google was still refusing the old one', async () => {
      system.sandbox.faults.addFault({
        path: '/token',
        delayMs: 1_000,
        status: 400,
        body: { error: 'invalid_grant' },
        times: 1,
      });
      const refused = courses(id);
      await until(() => system.sandbox.faults.listFaults().length === 0);
      expect(await client.connect(BRUNO)).toBe(id);
      await refused;
      expect((await credential(id)).status).toBe('active');
      expect((await courses(id)).status).toBe(200);
    });
  });

  describe('unticked boxes', () => {
    it.each([
      ['courses.readonly', 'courses', 'the list of classes'],
      ['drive.readonly', 'drive', 'files in Google Drive'],
    ])('should name what %s would have been for', async (scope, feature, words) => {
      const id = await client.connect(ANA, [scope]);
      expect(await credential(id)).toMatchObject({
        status: 'active',
        missing_features: [feature],
        problem: {
          code: 'google.missing-scope',
          message: expect.stringContaining(words) as string,
          hint: expect.stringContaining('box') as string,
        },
      });
      await client.connect(ANA);
      expect((await credential(id)).problem).toBeNull();
    });

    it('should be told at once to who left them so, on the page and to programs', async () => {
      const answer = async (accept: string, language = 'en') => {
        const { body } = await client.post<{ url: string }>('/credentials/connect', { login_hint: ANA });
        const { back, cookie } = await consent(body.url, ['announcements']);
        const headers = { cookie, accept, 'accept-language': language };
        return (await fetch(back, { headers })).text();
      };
      const words = "You didn't allow access to announcements.";
      for (const part of [`${ANA} is connected`, '<li>announcements</li>', 'leave every box ticked'])
        expect(await answer('text/html')).toContain(part);
      const portuguese = await answer('text/html', 'pt-BR');
      for (const part of [`${ANA} está conectada`, '<li>avisos</li>']) expect(portuguese).toContain(part);
      expect(JSON.parse(await answer('application/json'))).toMatchObject({ problem: { message: words } });
      await client.connect(ANA);
    });

    it('should say what is missing instead of listing no courses', async () => {
      const id = await client.connect(ANA, ['courses.readonly']);
      expect(await courses(id)).toMatchObject({
        status: 403,
        body: { code: 'google.missing-scope', missing_features: ['courses'] },
      });
      await client.connect(ANA);
    });
  });

  describe('a new ENCRYPTION_KEY', () => {
    const NEW = { ENCRYPTION_KEY: 'the key of the new school year' };
    const OLD = { ENCRYPTION_KEYS_OLD: TEST_ENCRYPTION_KEY };

    /** What `npm run keys:rotate` prints. */
    const rotateKeys = async (env: Record<string, string>) => {
      const child = spawn(process.execPath, ['dist/apps/worker/src/rotate-keys.js'], {
        env: { PATH: process.env.PATH, ...system.environment(env) },
      });
      let output = '';
      child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
      await once(child, 'close');
      return output;
    };

    it('should open what the former key encrypted until all is encrypted anew, and need it no more then', async () => {
      const ids = [await client.connect(ANA), await client.connect(BRUNO)];
      const { client: own } = await addPerson(system, { name: 'withapp' });
      const password = { current_password: ADMIN.password };
      const { secret } = (await own.post<{ secret: string }>('/auth/second-factor', password)).body;
      const rotated = await clientOf({ ...NEW, ...OLD });
      for (const id of ids) expect((await courses(id, rotated)).status).toBe(200);
      expect(system.log.text).not.toContain('encrypted with a key that is not configured');
      expect(await rotateKeys({ ...NEW, ...OLD })).toBe(
        '2 accounts, 0 API keys and 1 authenticator apps encrypted under the present key\n',
      );
      expect(await rotateKeys({ ...NEW, ...OLD })).toBe(
        '0 accounts, 0 API keys and 0 authenticator apps encrypted under the present key\n',
      );
      const forgotten = await clientOf(NEW);
      const code = codeOf(secret);
      const confirmed = await new Client(forgotten.origin, own.token).post('/auth/second-factor/confirm', {
        code,
      });
      expect(confirmed.status).toBe(200);
      for (const id of ids) {
        expect((await courses(id, forgotten)).status).toBe(200);
        await expire(id);
        expect((await courses(id, forgotten)).status).toBe(200);
      }
    });

    it('should say what to do when the former key was thrown away too early', async () => {
      const id = await client.connect(ANA);
      await database.query('DELETE FROM course_lists');
      const forgetful = await clientOf(NEW);
      expect(system.log.text).toContain('encrypted with a key that is not configured');
      expect(await courses(id, forgetful)).toMatchObject({
        status: 500,
        body: {
          code: 'encryption.unreadable',
          hint: expect.stringContaining('ENCRYPTION_KEYS_OLD') as string,
        },
      });
    });
  });
});
