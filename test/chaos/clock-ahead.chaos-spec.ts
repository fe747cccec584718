import { ApiProcess } from '@app/testing/api-process';
import { type BatchBody, Client } from '@app/testing/client';
import { signIn } from '@app/testing/people';
import { ANA, HISTORY, OLD_HISTORY } from '@app/testing/sandbox-school';
import { Served } from '@app/testing/served';
import { ADMIN } from '@app/testing/system';
import { until } from '@app/testing/until';
import { useSystem } from '@app/testing/use-system';
import { WorkerProcess } from '@app/testing/worker-process';

const AHEAD = {
  NODE_OPTIONS: '--import=./test/support/shift-clock.mjs',
  CLOCK_AHEAD_MS: String(3_600_000),
};
const listing = (course: string) => `/v1/courses/${course}/courseWork?`;

interface CourseBody {
  sync: { status: string };
}

describe('RNF-009 recovering: hosts whose clocks are ahead by an hour', () => {
  const system = useSystem({ workers: 0 });
  let client: Client;
  let ana: number;

  beforeAll(async () => {
    const api = await ApiProcess.start(system, {
      ...AHEAD,
      GOOGLE_REDIRECT_URI: `${system.origin}/auth/callback`,
    });
    await WorkerProcess.start(system, AHEAD);
    client = new Client(api.origin, system.tenantKeys.school ?? '');
    // Google's answer comes to the api whose clock is right.
    ana = await client.connect(ANA);
  }, 120_000);

  afterEach(() => system.sandbox.faults.clear());
  const readings = (course: string) =>
    system.sandbox.faults.seen.filter(({ url }) => url.startsWith(listing(course))).length;

  it('should read a course once for all who look at it', async () => {
    const path = `/courses/${HISTORY}/coursework?credential_id=${String(ana)}`;
    for (let look = 0; look < 3; look += 1) expect((await client.get(path)).status).toBe(200);
    expect(readings(HISTORY)).toBe(1);
  }, 60_000);

  it('should read the course of a batch once, and complete it', async () => {
    const { body } = await client.post<BatchBody>(`/courses/${OLD_HISTORY}/download-all`, {
      credential_id: ana,
    });
    const batch = await client.batchEnded(body.job_id);
    expect(batch.status).toBe('completed');
    expect(readings(OLD_HISTORY)).toBe(1);
  }, 90_000);

  it('should try again what failed, after as long as ever', async () => {
    system.sandbox.faults.addFault({ path: '/media/aula-1.mp4', status: 503, times: 1 });
    const served = new Served(system, '?again');
    const url = `${system.sandbox.origin}/media/aula-1.mp4?again`;
    const { body } = await client.post<{ id: string }>('/downloads', { url });
    const download = await client.ended(body.id, 60_000);
    expect(download.status).toBe('completed');
    expect(download.retry_count).toBe(1);
    expect(served.requests).toHaveLength(2);
    await served.expectOnce('aula-1.mp4');
  }, 90_000);

  it('should let people in whose tokens another api has signed', async () => {
    const admin = await signIn(system.origin, ADMIN.email, ADMIN.password);
    const there = new Client(client.origin, admin.client.token);
    expect((await there.get('/auth/profile')).status).toBe(200);
  });

  it('should make a key that ends within the hour, and none that has ended', async () => {
    const admin = await signIn(client.origin, ADMIN.email, ADMIN.password);
    const make = (inMs: number) =>
      admin.client.post<{ key: string }>('/api-keys', {
        name: 'for a lesson',
        scopes: ['downloads:read'],
        expires_at: new Date(Date.now() + inMs).toISOString(),
      });
    const { status, body } = await make(1_800_000);
    expect(status).toBe(201);
    expect((await new Client(client.origin, body.key).get('/downloads')).status).toBe(200);
    expect((await make(-60_000)).status).toBe(400);
  });

  it('should read a course again when it is asked to, once', async () => {
    const before = readings(HISTORY);
    await client.post(`/courses/${HISTORY}/sync?credential_id=${String(ana)}`);
    await until(async () => {
      const { body } = await client.get<CourseBody>(`/courses/${HISTORY}?credential_id=${String(ana)}`);
      return body.sync.status === 'done';
    }, 30_000);
    expect(readings(HISTORY)).toBe(before + 1);
  }, 60_000);
});
