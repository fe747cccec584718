import type { DownloadBody } from '@app/testing/client';
import { freePort } from '@app/testing/free-port';
import { setUp } from '@app/testing/set-up';
import { until } from '@app/testing/until';
import { useStand } from '@app/testing/use-stand';
import { useSystem } from '@app/testing/use-system';

const DAY_SECONDS = '86400';
const MINUTE = 60_000;

describe('Hosts that throttle or cannot be reached', () => {
  const victim = useStand();
  const stranger = useStand();
  let nobody: string;
  let dead: string[];

  beforeAll(async () => {
    // Not 127.0.0.1: whatever else begins to listen on this machine meanwhile, listens there.
    const addresses = ['127.0.0.2', '127.0.0.3', '127.0.0.4', '127.0.0.5'];
    [nobody = '', ...dead] = await Promise.all(
      addresses.map(async (address) => `${address}:${String(await freePort())}`),
    );
  });

  const system = useSystem(() => ({ allow: [victim.host, stranger.host, nobody, ...dead] }));
  const client = setUp(() => system.client());
  const database = setUp(() => system.database());

  beforeAll(() => {
    // A site with an open redirect.
    victim.answer = ({ url = '' }, response) => {
      const to = new URL(url, victim.url()).searchParams.get('to');
      response.writeHead(302, { location: to ?? `${system.sandbox.origin}/media/museu.mp4?${url}` }).end();
    };
  });

  async function request(url: string): Promise<string> {
    return (await client.post<DownloadBody>('/downloads', { url })).body.id;
  }

  const waits = (id: string) =>
    until(async () => {
      const { waiting_for: found } = await client.download(id);
      return found?.code === 'host-paused' && found;
    });

  const pauses = () =>
    database.query<{ host: string; probes: number }[]>('SELECT host, probes FROM host_pauses');

  /** As if the pause were over, and the trouble older than it is. */
  async function hurry(): Promise<void> {
    await database.query(
      `UPDATE host_pauses SET paused_until = LEAST(paused_until, now()), since = since - interval '40 seconds'`,
    );
    await database.query(`UPDATE downloads SET run_at = LEAST(run_at, now()) WHERE status = 'queued'`);
  }

  it('should pause who said so, not who led there, and not for a day', async () => {
    stranger.answer = (_request, response) => response.writeHead(429, { 'retry-after': DAY_SECONDS }).end();
    const trap = await request(victim.url(`/?to=${encodeURIComponent(stranger.url('/429'))}`));
    const waiting = await waits(trap);
    expect(waiting.message).toBe(`${stranger.host} asked us to slow down. Its downloads are paused.`);
    expect(Date.parse(waiting.until ?? '') - Date.now()).toBeLessThan(15 * MINUTE);
    const other = await request(victim.url('/video.mp4'));
    expect(await client.ended(other)).toMatchObject({ status: 'completed', retry_count: 0 });
  });

  it('should ask with one download whether the pause is over, then with a few, then with all', async () => {
    let [atOnce, most, answers] = [0, 0, false];
    stranger.answer = (_request, response) => {
      atOnce += 1;
      most = Math.max(most, atOnce);
      setTimeout(() => {
        atOnce -= 1;
        if (answers) response.writeHead(302, { location: `${system.sandbox.origin}/media/museu.mp4` }).end();
        else response.writeHead(429, { 'retry-after': '600' }).end();
      }, 300);
    };
    const ids: string[] = [];
    for (let number = 0; number < 6; number += 1)
      ids.push(await request(stranger.url(`/probe.mp4?${String(number)}`)));
    for (const id of ids) await waits(id);
    const before = stranger.requests.length;
    most = 0;
    await hurry();
    await until(() => stranger.requests.length > before);
    await waits(ids[0] ?? '');
    expect(most).toBe(1);
    answers = true;
    await hurry();
    for (const id of ids)
      expect(await client.ended(id)).toMatchObject({ status: 'completed', retry_count: 0 });
    expect(await pauses()).toEqual([]);
  });

  it('should end a link that leads nowhere, in words, and forget it', async () => {
    const id = await request(`http://${nobody}/aula.mp4`);
    expect((await waits(id)).message).toBe(`${nobody} cannot be reached. Its downloads are paused.`);
    const ended = await until(async () => {
      await hurry();
      const download = await client.download(id);
      return download.status === 'failed' && download;
    }, 60_000);
    expect(ended).toMatchObject({ error_code: 'source.unreachable', retry_count: 3 });
    expect(ended.error_message).toContain('cannot be reached');
    expect(await pauses()).toEqual([]);
  });

  it('should keep nobody waiting for the dead links of somebody else, which look like a dead uplink', async () => {
    await database.query(`UPDATE downloads SET completed_at = completed_at - interval '1 hour'`);
    for (const host of dead) await request(`http://${host}/aula.mp4`);
    const isDown = async () => (await pauses()).some(({ host }) => host === '*');
    await until(isDown);
    await database.query(`UPDATE host_pauses SET paused_until = now() + interval '1 hour' WHERE host = '*'`);
    const other = system.client('other');
    const { body } = await other.post<DownloadBody>('/downloads', {
      url: `${system.sandbox.origin}/media/museu.mp4?other`,
    });
    expect(await other.ended(body.id)).toMatchObject({ status: 'completed', retry_count: 0 });
    await until(async () => !(await isDown()));
  });
});
