import { Redis } from 'ioredis';
import { decodeJwt, SignJWT } from 'jose';
import { DataSource } from 'typeorm';
import { Client } from '@app/testing/client';
import { paths } from '@app/testing/openapi';
import { addPerson, type Person, superAdmin } from '@app/testing/people';
import { ANA, HISTORY } from '@app/testing/sandbox-school';
import { until } from '@app/testing/until';
import { useSystem } from '@app/testing/use-system';
import { type Ask, type Belongings, CALLERS, type CallerName, TABLE } from './every-route.table';

const PREFIX = '/api/v1';
const PASSWORD = 'A-good-password-7';

const OPERATIONS = Object.entries(paths).flatMap(([path, methods]) =>
  Object.keys(methods).map((method) => `${method.toUpperCase()} ${path.replace(PREFIX, '')}`),
);
/** What removes something comes late, and what ends the callers' own sessions last. */
const lateness = (operation: string) =>
  operation === 'POST /auth/logout' ? 2 : Number(operation.startsWith('DELETE'));
const WALK = Object.keys(TABLE).sort((a, b) => lateness(a) - lateness(b));

/** What an answer says of access. Every answer of a route that was reached is `ok`, also that something is in the way. */
function outcomeOf(status: number): string {
  if ([400, 401, 403, 404].includes(status)) return String(status);
  return status < 500 && status !== 429 ? 'ok' : `broken (${String(status)})`;
}

describe('every route, for everybody', () => {
  const system = useSystem();
  let callers: Record<CallerName, Client>;
  let own: Belongings;
  let foreign: Belongings;

  beforeAll(async () => {
    const user = await addPerson(system, { name: 'bia' });
    const other = await addPerson(system, { name: 'leo' });
    const admin = await addPerson(system, { name: 'ana', role: 'admin' });
    const stranger = await addPerson(system, { name: 'rui', role: 'admin', tenant: 'other' });
    const powerless = await admin.client.post<{ key: string }>('/api-keys', {
      name: 'powerless',
      scopes: ['act-on-behalf'],
    });
    callers = {
      nobody: new Client(system.origin, ''),
      user: user.client,
      'other user': other.client,
      admin: admin.client,
      "other tenant's admin": stranger.client,
      'super-admin': await superAdmin(system),
      key: system.client(),
      'key without the scope': new Client(system.origin, powerless.body.key),
      'expired token': new Client(system.origin, await expired(user.client.token)),
    };
    own = await belongings('school', user, admin.client, '203.0.113.77');
    foreign = await belongings('other', stranger, stranger.client, '203.0.113.78');
    const redis = new Redis(system.redis.url);
    await redis.zadd('cdl:blocks', Date.now() + 3_600_000, own.address);
    redis.disconnect();
  });

  /** The same token, as it will be when its time is over. */
  async function expired(token: string): Promise<string> {
    const claims = { ...decodeJwt(token), iat: 1_700_000_000, exp: 1_700_000_060 };
    const secret = new TextEncoder().encode(system.environment().JWT_SECRET_KEY);
    return new SignJWT(claims).setProtectedHeader({ alg: 'HS256', typ: 'JWT' }).sign(secret);
  }

  async function belongings(
    tenant: string,
    { client, email }: Person,
    admin: Client,
    address: string,
  ): Promise<Belongings> {
    const credential = await client.connect(ANA);
    const query = `credential_id=${String(credential)}`;
    const video = await until(async () => {
      const { body } = await client.get<{ coursework: { videos: { id: string }[] }[] }>(
        `/courses/${HISTORY}/coursework?has_video=true&${query}`,
      );
      return body.coursework.flatMap(({ videos }) => videos)[0]?.id;
    });
    const asked = await client.post<{ id: string }>('/downloads', {
      url: `${system.sandbox.origin}/media/museu.mp4`,
    });
    const { status } = await client.ended(asked.body.id);
    expect(status).toBe('completed');
    // So that there is something at every address.
    await system.api.get(DataSource).query(
      `UPDATE assets SET thumbnail_key = coalesce(thumbnail_key, storage_key),
         subtitles = jsonb_build_object('pt', storage_key) WHERE tenant_id = $1`,
      [tenant],
    );
    const all = await client.post<{ job_id: string }>(`/courses/${HISTORY}/download-all`, {
      credential_id: credential,
    });
    await client.batchEnded(all.body.job_id);
    const key = await admin.post<{ id: string }>('/api-keys', { name: 'to go', scopes: ['*'] });
    const person = await addPerson(system, { name: `gone${tenant}`, tenant });
    const invitation = await admin.post<{ id: string }>('/auth/invitations', {
      email: `guest@${tenant}.example`,
    });
    return {
      person: person.id,
      invitation: invitation.body.id,
      tenant,
      credential,
      course: HISTORY,
      video,
      download: asked.body.id,
      batch: all.body.job_id,
      apiKey: key.body.id,
      address,
      login: { username: email, password: PASSWORD },
    };
  }

  const walk = async (method: string, { path, body, headers }: Ask): Promise<string> => {
    const outcomes: string[] = [];
    for (const name of CALLERS) {
      const answer = await callers[name].call(path, { method, body, headers });
      outcomes.push(outcomeOf(answer.status));
      const kept = path.startsWith('/texts/') ? /^public, no-cache$/ : /^(no-store|private,.*)$/;
      expect(answer.headers.get('cache-control')).toMatch(kept);
    }
    return outcomes.join(' ');
  };

  it('should have a row for every operation, and none for what is gone', () => {
    expect(Object.keys(TABLE).sort()).toEqual(OPERATIONS.sort());
  });

  it("should name what is one's own in the lists, and nothing of another tenant's", async () => {
    const lists = WALK.filter(
      (operation) => /^GET [^{]*$/.test(operation) && operation !== 'GET /auth/login',
    );
    const listed = async (name: CallerName) => {
      const bodies: unknown[] = [];
      for (const operation of lists)
        bodies.push(
          (await callers[name].get(TABLE[operation]?.ask(own).path.replace(/\?.*/, '') ?? '')).body,
        );
      return JSON.stringify(bodies);
    };
    const idsOf = ({ download, batch, apiKey, login }: Belongings) => [
      download,
      batch,
      apiKey,
      login.username,
    ];
    const namedBy = (text: string, ids: string[]) => ids.filter((id) => text.includes(id));
    const [ours, theirs] = [await listed('admin'), await listed("other tenant's admin")];
    expect(namedBy(ours, [own.download, own.batch, own.apiKey])).toHaveLength(3);
    expect(namedBy(theirs, [foreign.download, foreign.batch, foreign.apiKey])).toHaveLength(3);
    for (const text of [ours, await listed('key'), await listed('user')])
      expect(namedBy(text, idsOf(foreign))).toEqual([]);
    expect(namedBy(theirs, idsOf(own))).toEqual([]);
  });

  it.each(WALK)('should answer %s as the table says', async (operation) => {
    const row = TABLE[operation];
    if (!row) throw new Error('no row');
    const [method = ''] = operation.split(' ');
    expect(await walk(method, row.ask(own))).toBe(row.own);
    if (row.foreign !== undefined) expect(await walk(method, row.ask(foreign))).toBe(row.foreign);
  });
});
