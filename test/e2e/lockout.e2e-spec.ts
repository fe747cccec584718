import { request } from 'node:http';
import { Client } from '@app/testing/client';
import { newPerson, type Person, superAdmin } from '@app/testing/people';
import { setUp } from '@app/testing/set-up';
import { useSystem } from '@app/testing/use-system';

const WRONG = 'Wrong-9-password';

describe('wrong passwords', () => {
  const system = useSystem({ workers: 0 });
  const nobody = setUp(() => new Client(system.origin, ''));
  const admin = setUp(() => superAdmin(system));
  const database = setUp(() => system.database());

  const right = (username: string) => `Long-enough-${String(username.length)}-Xy`;
  const attempt = (username: string, password: string, headers: Record<string, string> = {}) =>
    nobody.post('/auth/login', { username, password }, headers);
  const wrongTimes = async (times: number, username: string, headers?: Record<string, string>) => {
    const statuses: number[] = [];
    for (let tried = 0; tried < times; tried += 1)
      statuses.push((await attempt(username, WRONG, headers)).status);
    return statuses;
  };
  const timePasses = () =>
    database.query(`UPDATE sign_in_attempts SET expires_at = now() - interval '1 second'`);
  const deviceOf = ({ cookie }: Person) => /cdl_device=[^;]+/.exec(cookie)?.[0] ?? '';

  it('should lock after five for fifteen minutes, also against the right one', async () => {
    await newPerson(admin, 'lockable');
    expect(await wrongTimes(6, 'lockable')).toEqual([401, 401, 401, 401, 401, 429]);
    const locked = await attempt('lockable', right('lockable'));
    expect(locked).toMatchObject({ status: 429, body: { code: 'auth.locked' } });
    expect(Number(locked.headers.get('retry-after'))).toBeGreaterThan(880);
    expect(Number(locked.headers.get('retry-after'))).toBeLessThanOrEqual(900);
    expect((await attempt('lockable@school.example', right('lockable'))).status).toBe(429);
    const trail = await admin.get('/security/events?action=auth.sign-in&outcome=refused');
    expect(JSON.stringify(trail.body)).toContain('"locked":true');
    await timePasses();
    expect((await attempt('lockable', right('lockable'))).status).toBe(200);
  });

  it('should not be stretched by trying on, nor remember after a right one', async () => {
    await newPerson(admin, 'stretched');
    await wrongTimes(5, 'stretched');
    const locks = () =>
      database.query<unknown[]>(
        `SELECT who, expires_at::text FROM sign_in_attempts WHERE failures = 5 ORDER BY who, source`,
      );
    const before = await locks();
    expect(await wrongTimes(2, 'stretched')).toEqual([429, 429]);
    expect(await locks()).toEqual(before);
    await timePasses();
    await wrongTimes(4, 'stretched');
    expect((await attempt('stretched', right('stretched'))).status).toBe(200);
    expect(await wrongTimes(4, 'stretched')).toEqual([401, 401, 401, 401]);
  });

  it('should lock a name that nobody has in the same way', async () => {
    expect(await wrongTimes(6, 'nobodyhere')).toEqual([401, 401, 401, 401, 401, 429]);
  });

  it('should not let more through when many come at once', async () => {
    await newPerson(admin, 'flooded');
    const answers = await Promise.all(Array.from({ length: 20 }, () => attempt('flooded', WRONG)));
    const statuses = answers.map(({ status }) => status);
    expect(statuses.filter((status) => status === 401)).toHaveLength(5);
    expect(statuses.filter((status) => status === 429)).toHaveLength(15);
  });

  it('should not get into the way of many right ones at once', async () => {
    await newPerson(admin, 'classroompc');
    const answers = await Promise.all(
      Array.from({ length: 12 }, () => attempt('classroompc', right('classroompc'))),
    );
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
  });

  it('should not lock the browser in which the person signed in before', async () => {
    const teacher = await newPerson(admin, 'knownteacher');
    const student = await newPerson(admin, 'mischief');
    await wrongTimes(6, 'knownteacher');
    expect((await attempt('knownteacher', right('knownteacher'))).status).toBe(429);
    const others = { cookie: deviceOf(student) };
    expect((await attempt('knownteacher', right('knownteacher'), others)).status).toBe(429);
    const own = { cookie: deviceOf(teacher) };
    expect((await attempt('knownteacher', right('knownteacher'), own)).status).toBe(200);
    expect(await wrongTimes(6, 'knownteacher', own)).toEqual([401, 401, 401, 401, 401, 429]);
  });

  it('should not open anything by what a browser is known by', async () => {
    const { cookie } = await newPerson(admin, 'devicebearer');
    const token = /cdl_device=([^;]+)/.exec(cookie)?.[1] ?? '';
    expect((await new Client(system.origin, token).get('/downloads')).status).toBe(401);
    expect((await nobody.call('/downloads', { headers: { cookie: `cdl_session=${token}` } })).status).toBe(
      401,
    );
  });

  it('should lock unknown places together when very many are tried, but no known one', async () => {
    const app = await system.startApi({ MAX_LOGIN_ATTEMPTS: '1' });
    const origin = (await app.getUrl()).replace('[::1]', '127.0.0.1');
    const victim = await newPerson(admin, 'distributed');
    for (let place = 2; place < 12; place += 1)
      expect(await signInFrom(`127.0.0.${String(place)}`, origin, 'distributed', WRONG)).toBe(401);
    const elsewhere = (cookie?: string) =>
      signInFrom('127.0.0.99', origin, 'distributed', right('distributed'), cookie);
    expect(await elsewhere()).toBe(429);
    expect(await elsewhere(deviceOf(victim))).toBe(200);
  });

  it('should also be counted where a password is changed', async () => {
    const { client } = await newPerson(admin, 'borrowed');
    const change = { current_password: WRONG, new_password: 'correct-Horse-7-battery' };
    const statuses: number[] = [];
    for (let tried = 0; tried < 6; tried += 1)
      statuses.push((await client.post('/auth/change-password', change)).status);
    expect(statuses).toEqual([403, 403, 403, 403, 403, 429]);
  });

  it('should take as long for a name that nobody has', async () => {
    const app = await system.startApi({ MAX_LOGIN_ATTEMPTS: '1000' });
    const api = new Client((await app.getUrl()).replace('[::1]', '127.0.0.1'), '');
    await newPerson(admin, 'measured');
    const took = async (username: string) => {
      const begun = performance.now();
      expect((await api.post('/auth/login', { username, password: WRONG })).status).toBe(401);
      return performance.now() - begun;
    };
    const times = { measured: [] as number[], nobody: [] as number[] };
    for (let round = 0; round < 25; round += 1) {
      times.measured.push(await took('measured'));
      times.nobody.push(await took(`unknown${String(round)}`));
    }
    const median = (values: number[]) => values.sort((left, right_) => left - right_)[12] ?? 0;
    const ratio = median(times.measured) / median(times.nobody);
    expect(ratio).toBeGreaterThan(0.6);
    expect(ratio).toBeLessThan(1.7);
  });
});

/** The status of a sign-in from another address of this machine. */
function signInFrom(
  localAddress: string,
  origin: string,
  username: string,
  ...[password, cookie]: [string, string?]
): Promise<number> {
  return new Promise((resolve, reject) => {
    const headers = { 'content-type': 'application/json', ...(cookie === undefined ? {} : { cookie }) };
    const sent = request(`${origin}/auth/login`, { method: 'POST', localAddress, headers }, (response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    });
    sent.on('error', reject);
    sent.end(JSON.stringify({ username, password }));
  });
}
