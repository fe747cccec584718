import { randomBytes } from 'node:crypto';
import { rm, stat } from 'node:fs/promises';
import { putFile } from '../../apps/sandbox/src/school/change-school';
import { RunLifecycle } from '@app/downloads';
import { Client, type DownloadBody } from '@app/testing/client';
import { ANA, BRUNO, CARLA } from '@app/testing/sandbox-school';
import { TestSystem } from '@app/testing/system';
import { until } from '@app/testing/until';

/** One school keeps one file of a source, as it is there; who gets it must reach the source with an account of their own. */
describe('RF-007 a private file that another account has', () => {
  let system: TestSystem;
  let client: Client;
  let other: Client;
  let stranger: Client;
  let ana: number;
  let bruno: number;

  beforeAll(async () => {
    const keys = ['school', 'school', 'other'].map((tenant) => ({
      tenant,
      key: `cdl_${randomBytes(24).toString('base64url')}`,
    }));
    const bootstrap = keys.map(({ tenant, key }) => `${tenant}:${key}`).join(',');
    system = await TestSystem.start({ env: { BOOTSTRAP_API_KEYS: bootstrap } });
    const callers = keys.map(({ key }) => new Client(system.origin, key));
    [client, other, stranger] = callers as [Client, Client, Client];
    ana = await client.connect(ANA);
    bruno = await client.connect(BRUNO);
  });

  afterEach(() => {
    system.sandbox.throttle.bytesPerSecond = 0;
  });

  afterAll(() => system.close());

  /** Answers its address. */
  function file(name: string, ownedBy = ANA): string {
    const id = `1${name.padEnd(32, '0')}`;
    const owner = system.sandbox.school.people.find(({ email }) => email === ownedBy);
    putFile(system.sandbox.school, {
      id,
      name: `${name}.mp4`,
      path: system.sandbox.web.get('museu.mp4'),
      owner: owner?.sub ?? '',
      readers: [],
    });
    return `https://drive.google.com/file/d/${id}/view`;
  }

  async function ask(caller: Client, url: string, credential: number): Promise<string> {
    const { status, body } = await caller.post<DownloadBody>('/downloads', {
      url,
      credential_id: credential,
    });
    expect(status).toBe(201);
    return body.id;
  }

  const media = (url: string) =>
    system.sandbox.faults.seen.filter(
      (one) => one.url.includes(url.split('/')[5] ?? '') && one.url.includes('alt=media'),
    );

  it('should be shared with who reaches it, without another fetch', async () => {
    const url = file('Shared');
    const first = await client.ended(await ask(client, url, ana));
    const second = await other.ended(await ask(other, url, ana));
    expect([first.status, second.status, second.sha256]).toEqual(['completed', 'completed', first.sha256]);
    expect(media(url)).toHaveLength(1);
  });

  it('should not be given to who does not reach it', async () => {
    const url = file('Finished');
    expect((await client.ended(await ask(client, url, ana))).status).toBe('completed');
    const refused = await other.ended(await ask(other, url, bruno));
    expect(refused).toMatchObject({ status: 'failed', error_code: 'drive.not-visible', file_path: null });
    expect((await other.get(`/downloads/${refused.id}/file`)).status).toBe(409);
  });

  it('should not be given to who waited for it without reaching it, and to who does at once', async () => {
    const url = file('Waited');
    system.sandbox.throttle.bytesPerSecond = 150_000;
    const leader = await ask(client, url, ana);
    await until(async () => (await client.download(leader)).phase === 'downloading');
    const follower = await ask(other, url, bruno);
    await until(async () => (await other.download(follower)).waiting_for?.code === 'same-video');
    system.sandbox.throttle.bytesPerSecond = 0;
    expect((await client.ended(leader)).status).toBe('completed');
    expect(await other.ended(follower)).toMatchObject({ status: 'failed', error_code: 'drive.not-visible' });
    expect(media(url)).toHaveLength(1);
  });

  it('should be fetched with an account that reaches it where none is named', async () => {
    const paste = async (url: string) => {
      const { body } = await other.post<DownloadBody>('/downloads', { url });
      return other.ended(body.id);
    };
    const known = file('Known', BRUNO);
    await client.ended(await ask(client, known, bruno));
    await expect(paste(known)).resolves.toMatchObject({ status: 'completed', credential_id: bruno });
    const unknown = file('Unknown', BRUNO);
    await expect(paste(unknown)).resolves.toMatchObject({
      error_code: 'drive.not-visible',
      credential_id: ana,
    });
    await expect(paste(unknown)).resolves.toMatchObject({ status: 'completed', credential_id: bruno });
  });

  it('should not be asked for where no account could open it, and say so', async () => {
    const url = file('Nobody');
    const refused = async () => {
      const { status, body } = await stranger.post('/downloads', { url });
      return { status, code: body.code };
    };
    await expect(refused()).resolves.toEqual({ status: 409, code: 'credential.missing' });
    const carla = await stranger.connect(CARLA);
    const database = await system.database();
    await database.query(`UPDATE credentials SET status = 'needs_reconsent' WHERE id = $1`, [carla]);
    await expect(refused()).resolves.toEqual({ status: 409, code: 'credential.needs-reconsent' });
    // The account of a download goes with its owner.
    const failed = await other.ended(await ask(other, url, bruno));
    await database.query('UPDATE downloads SET credential_id = NULL WHERE id = $1', [failed.id]);
    await other.post(`/downloads/${failed.id}/retry`);
    await expect(other.ended(failed.id)).resolves.toMatchObject({ error_code: 'credential.missing' });
  });

  it('should be fetched anew when its owner has put another version there; who has the former keeps it', async () => {
    const url = file('Versions');
    const former = await client.ended(await ask(client, url, ana));
    const id = url.split('/')[5] ?? '';
    const path = system.sandbox.web.get('mapa.mp4');
    putFile(system.sandbox.school, { id, path, headRevisionId: 'the-next' });
    const next = await other.ended(await ask(other, url, ana));
    expect([former.status, next.status]).toEqual(['completed', 'completed']);
    expect(next.sha256).not.toBe(former.sha256);
    expect(await client.download(former.id)).toMatchObject({ sha256: former.sha256, status: 'completed' });
    for (const one of [former, next])
      expect((await stat(system.pathOf(one.file_path))).size).toBe(one.file_size_bytes);
  });

  it('should be fetched anew when the stored one is lost', async () => {
    const url = file('Lost');
    const first = await client.ended(await ask(client, url, ana));
    await rm(system.pathOf(first.file_path));
    const second = await other.ended(await ask(other, url, ana));
    expect(second).toMatchObject({ status: 'completed', sha256: first.sha256 });
    expect((await stat(system.pathOf(second.file_path))).size).toBe(first.file_size_bytes);
    expect(media(url)).toHaveLength(2);
  });

  it('should be taken at once when another has fetched it anew in the meantime', async () => {
    const url = file('Overtaken');
    const lost = await client.ended(await ask(client, url, ana));
    await rm(system.pathOf(lost.file_path));
    const lifecycle = system.workers[0]?.get(RunLifecycle, { strict: false });
    if (!lifecycle) throw new Error('no worker');
    const replace = lifecycle.replace.bind(lifecycle);
    jest.spyOn(lifecycle, 'replace').mockImplementationOnce(async (run, assetId) => {
      expect((await client.ended(await ask(client, url, ana))).status).toBe('completed');
      return replace(run, assetId);
    });
    const overtaken = await other.ended(await ask(other, url, ana));
    expect(overtaken).toMatchObject({ status: 'completed', sha256: lost.sha256 });
    const [row] = await (
      await system.database()
    ).query<{ generation: number }[]>('SELECT generation FROM downloads WHERE id = $1', [overtaken.id]);
    expect(row?.generation).toBe(0);
    expect(media(url)).toHaveLength(2);
  });
});
