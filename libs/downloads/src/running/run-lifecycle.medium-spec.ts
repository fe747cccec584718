import { Database } from '@app/database';
import {
  HostUnreachable,
  SourceStalled,
  NotAVideo,
  SourceRefused,
  SourceThrottled,
  SourceUnreachable,
  YtdlpUnusable,
} from '@app/media';
import { Client, type DownloadBody } from '@app/testing/client';
import { setUp } from '@app/testing/set-up';
import { ADMIN } from '@app/testing/system';
import { useSystem } from '@app/testing/use-system';
import { LeaseLost } from '@app/work';
import { HostBreakers } from '../hosts/host-breakers.service';
import { PausedHosts } from '../hosts/paused-hosts.query';
import type { Claim, DownloadRun, StoredMedia } from '../download-run';
import { RunLifecycle } from './run-lifecycle.service';

const GONE = new SourceRefused('source.removed', 'The video no longer exists.', { hint: 'Ask.' });
const AWAY = new SourceUnreachable('it does not answer');

describe('RF-007 the lifecycle of a run', () => {
  // No worker: what a worker does is done here, step by step.
  const system = useSystem({ workers: 0 });
  let database: Database;
  let lifecycle: RunLifecycle;
  const client = setUp(() => system.client());
  let admin: Client;
  let films = 0;

  beforeAll(async () => {
    database = system.api.get(Database, { strict: false });
    lifecycle = system.api.get(RunLifecycle, { strict: false });
    const { body } = await client.post<{ access_token: string }>('/auth/login', {
      username: ADMIN.email,
      password: ADMIN.password,
    });
    admin = new Client(client.origin, body.access_token);
  });

  const newFilm = () => `${system.sandbox.origin}/media/aula-1.mp4?${String((films += 1))}`;

  async function queued(url = newFilm(), by = client): Promise<string> {
    return (await by.post<DownloadBody>('/downloads', { url })).body.id;
  }

  function claim(downloadId: string, generation = 0): Promise<Claim> {
    return lifecycle.claim({
      downloadId,
      generation,
      runId: crypto.randomUUID(),
      workerId: crypto.randomUUID(),
    });
  }

  async function led(downloadId: string, generation = 0): Promise<{ run: DownloadRun; assetId: string }> {
    const claimed = await claim(downloadId, generation);
    if (claimed.kind !== 'lead') throw new Error(`it is ${claimed.kind}`);
    return claimed;
  }

  const set = (id: string, what: string) =>
    database.affected(`UPDATE downloads SET ${what} WHERE id = $1`, [id]);
  const row = (id: string) =>
    database.row<Record<string, unknown>>('SELECT *, run_at > now() AS later FROM downloads WHERE id = $1', [
      id,
    ]);

  function stored(run: DownloadRun): StoredMedia {
    const media = {
      title: 'Aula 1',
      description: null,
      durationSeconds: 12,
      format: 'mp4',
      width: 640,
      height: 360,
      videoCodec: 'h264',
      audioCodec: 'aac',
      extractor: 'direct',
    };
    const facts = {
      sizeBytes: 7,
      sha256: 'ab'.repeat(32),
      sourceVersion: null,
      subtitles: {},
      thumbnailKey: null,
      keyFramesKey: null,
    };
    return { ...facts, media, storageKey: `school/${run.runId}.mp4` };
  }

  describe('claiming', () => {
    it('should give a download to one of many that want it', async () => {
      const id = await queued();
      const claims = await Promise.all(Array.from({ length: 8 }, () => claim(id)));
      expect(claims.map(({ kind }) => kind).sort()).toEqual(['lead', ...Array<string>(7).fill('obsolete')]);
    });

    it('should refuse an outdated job, and one of a download that was cancelled', async () => {
      const id = await queued();
      await expect(claim(id, 7)).resolves.toEqual({ kind: 'obsolete' });
      await client.delete(`/downloads/${id}`);
      await expect(claim(id)).resolves.toEqual({ kind: 'obsolete' });
    });

    it('should take over a run without a heartbeat, and let the old one write no more', async () => {
      const id = await queued();
      const old = await led(id);
      await set(id, `heartbeat_at = now() - interval '1 minute'`);
      const { run, assetId } = await led(id);
      expect(run).toMatchObject({ previousRunId: old.run.runId, crashCount: 1, attempt: 0 });
      const progress = { percent: 99, downloadedBytes: 1, totalBytes: 1, speed: 1, etaSeconds: 1 };
      await expect(lifecycle.saveProgress(old.run, { phase: 'storing', ...progress })).rejects.toThrow(
        LeaseLost,
      );
      await expect(lifecycle.complete(old.run, old.assetId, stored(old.run))).rejects.toThrow(LeaseLost);
      await expect(lifecycle.endFailed(old.run, GONE)).resolves.toBe('lost');
      await lifecycle.release(old.run);
      await expect(lifecycle.heartbeat([old.run.runId, run.runId])).resolves.toEqual(
        new Map([[run.runId, 'keep']]),
      );
      await lifecycle.complete(run, assetId, stored(run));
      await expect(row(id)).resolves.toMatchObject({ status: 'completed', crash_count: 0 });
    });
  });

  describe('a run that is not heard of', () => {
    it('should not be taken over when it is the third worker that died with it', async () => {
      const id = await queued();
      await led(id);
      await set(id, `crash_count = 2, heartbeat_at = now() - interval '1 minute'`);
      await expect(claim(id)).resolves.toEqual({ kind: 'obsolete' });
      await expect(row(id)).resolves.toMatchObject({ status: 'running', crash_count: 2 });
    });

    const silent = (id: string) => set(id, `heartbeat_at = now() - interval '1 minute'`);
    const crashes = async (id: string) => (await row(id))?.crash_count;

    it('should count as no crash while its process is heard', async () => {
      const id = await queued();
      const { run } = await led(id);
      await database.affected(
        `INSERT INTO workers (id, hostname, slots) SELECT worker_id, 'here', 4 FROM downloads WHERE id = $1`,
        [id],
      );
      await silent(id);
      await expect(led(id)).resolves.toMatchObject({ run: { previousRunId: run.runId, crashCount: 0 } });
      await database.affected('DELETE FROM workers');
    });

    it('should take its crash back when its process was only stopped, and only once', async () => {
      const id = await queued();
      const [first] = [await led(id), await silent(id)];
      const [second] = [await led(id), await silent(id)];
      await led(id);
      await expect(crashes(id)).resolves.toBe(2);
      for (let time = 0; time < 2; time += 1) await lifecycle.withdrawCrash(first.run);
      await expect(crashes(id)).resolves.toBe(1);
      await lifecycle.withdrawCrash(second.run);
      await expect(crashes(id)).resolves.toBe(0);
    });
  });

  describe('hosts that cannot be reached', () => {
    afterEach(() => database.affected('DELETE FROM host_pauses'));

    const pausedHosts = async () =>
      (await database.rows<{ host: string }>('SELECT host FROM host_pauses ORDER BY host')).map(
        ({ host }) => host,
      );

    /** One more host is away. */
    async function away(host: string): Promise<void> {
      const id = await queued();
      await set(id, `host = '${host}'`);
      await lifecycle.endFailed((await led(id)).run, new HostUnreachable(host, 'connect ECONNREFUSED'));
    }

    it('should be the uplink when they are three, and nothing comes', async () => {
      await database.affected(`UPDATE downloads SET completed_at = now() - interval '1 hour'`);
      for (const host of ['a.example', 'b.example']) await away(host);
      await expect(pausedHosts()).resolves.toEqual(['a.example', 'b.example']);
      await away('c.example');
      await expect(pausedHosts()).resolves.toEqual(['*', 'a.example', 'b.example', 'c.example']);
    });

    it('should be dead links when a file was fetched since', async () => {
      for (const host of ['a.example', 'b.example']) await away(host);
      await database.affected(`UPDATE host_pauses SET since = now() - interval '1 minute'`);
      const { run, assetId } = await led(await queued());
      await lifecycle.complete(run, assetId, stored(run));
      await away('c.example');
      await expect(pausedHosts()).resolves.not.toContain('*');
    });

    /** Another run from the same host, that gets bytes or does not. */
    async function otherRun(host: string, speed: number): Promise<void> {
      const { run } = await led(await queued());
      await set(run.downloadId, `host = '${host}', phase = 'downloading', speed = ${String(speed)}`);
    }

    const silence = new SourceStalled(60, 'downloading', 'quiet.example');

    async function goSilent(): Promise<Record<string, unknown> | undefined> {
      const id = await queued();
      await set(id, `host = 'quiet.example'`);
      await lifecycle.endFailed((await led(id)).run, silence);
      return row(id);
    }

    it('should be paused, and cost no attempt, when nothing comes from them to others either', async () => {
      await otherRun('quiet.example', 0);
      await expect(goSilent()).resolves.toMatchObject({ status: 'queued', attempt: 0 });
      await expect(pausedHosts()).resolves.toContain('quiet.example');
    });

    it('should cost attempts, however often their answers begin, when one download alone gets nothing', async () => {
      const id = await queued();
      await set(id, `host = 'lonely.example'`);
      const attempts: unknown[] = [];
      for (let time = 0; time < 2; time += 1) {
        await set(id, 'run_at = now(), enqueued_at = now()');
        const { run } = await led(id, Number((await row(id))?.generation));
        await database.affected('UPDATE host_pauses SET paused_until = now()');
        await system.api.get(HostBreakers, { strict: false }).recordAnswer({ ...run, hostIsProbed: true });
        await lifecycle.endFailed(run, new SourceStalled(60, 'downloading', 'lonely.example'));
        attempts.push((await row(id))?.attempt);
      }
      expect(attempts).toEqual([1, 2]);
    });

    it('should not be blamed for one file that stalls while others get bytes', async () => {
      await otherRun('quiet.example', 1_000);
      await expect(goSilent()).resolves.toMatchObject({ status: 'queued', attempt: 1 });
      await expect(pausedHosts()).resolves.toEqual([]);
    });

    it('should be told of until somebody has got an answer, also while they are probed', async () => {
      const listed = async () =>
        (await system.api.get(PausedHosts, { strict: false }).listPauses()).map(({ host }) => host);
      await away('a.example');
      await expect(listed()).resolves.toEqual(['a.example']);
      await database.affected('UPDATE host_pauses SET paused_until = now()');
      await expect(listed()).resolves.toEqual(['a.example']);
      await database.affected(`UPDATE downloads SET host = 'other.example' WHERE host = 'a.example'`);
      await expect(listed()).resolves.toEqual([]);
    });

    it('should take back what was handed over, and put others off until it is over', async () => {
      const waiting = await queued();
      await set(waiting, `host = 'a.example', enqueued_at = now()`);
      await away('a.example');
      await expect(row(waiting)).resolves.toMatchObject({ enqueued_at: null, generation: 1 });
      const { body } = await client.get<DownloadBody>(`/downloads/${waiting}`);
      expect(body.waiting_for).toMatchObject({ code: 'host-paused' });
    });
  });

  describe('ending badly', () => {
    it('should try again, three runs in all', async () => {
      const id = await queued();
      for (const generation of [0, 1]) {
        const { run } = await led(id, generation);
        await expect(lifecycle.endFailed(run, AWAY)).resolves.toBe('queued');
        const next = { status: 'queued', generation: generation + 1, attempt: generation + 1, later: true };
        await expect(row(id)).resolves.toMatchObject({ ...next, error_code: 'source.unreachable' });
      }
      const { run } = await led(id, 2);
      await expect(lifecycle.endFailed(run, AWAY)).resolves.toBe('failed');
      await expect(row(id)).resolves.toMatchObject({ status: 'failed', attempt: 3 });
    });

    it('should fail at once when trying again cannot help', async () => {
      const id = await queued();
      const { run } = await led(id);
      await expect(lifecycle.endFailed(run, new NotAVideo('a page'))).resolves.toBe('failed');
      await expect(row(id)).resolves.toMatchObject({ status: 'failed', error_code: 'source.not-a-video' });
    });

    it('should spend no attempt when it is put off, and give up after a day of it', async () => {
      const id = await queued();
      const useless = new YtdlpUnusable('it is missing');
      const first = await led(id);
      await expect(lifecycle.endFailed(first.run, useless)).resolves.toBe('queued');
      await expect(row(id)).resolves.toMatchObject({ attempt: 0, later: true, error_code: 'ytdlp.unusable' });
      await set(id, `started_at = now() - interval '25 hours'`);
      const second = await led(id, 1);
      await expect(lifecycle.endFailed(second.run, useless)).resolves.toBe('failed');
      await expect(row(id)).resolves.toMatchObject({ status: 'failed', error_code: 'ytdlp.unusable' });
    });

    it('should go on elsewhere, as if nothing was, when its worker goes', async () => {
      const id = await queued();
      const { run } = await led(id);
      await lifecycle.release(run);
      const as = { status: 'queued', attempt: 0, crash_count: 0, error_code: null, later: false };
      await expect(row(id)).resolves.toMatchObject(as);
      await expect(led(id, 1)).resolves.toMatchObject({ run: { previousRunId: run.runId } });
    });

    it('should leave its host in peace when that asks for it', async () => {
      const id = await queued();
      await set(id, `host = 'tired.example'`);
      const { run } = await led(id);
      await lifecycle.endFailed(run, new SourceThrottled('source.rate-limited', 'Slower.', 600_000));
      await expect(row(id)).resolves.toMatchObject({ status: 'queued', attempt: 0, later: true });
      await expect(
        database.row(
          `SELECT code, paused_until > now() AS paused FROM host_pauses WHERE host = 'tired.example'`,
        ),
      ).resolves.toEqual({ code: 'source.rate-limited', paused: true });
    });
  });

  describe('two who want the same', () => {
    /** One that fetches, and one of somebody else that waits for it. */
    async function pair() {
      const url = newFilm();
      const [first, second] = [await queued(url), await queued(url, admin)];
      const leader = await led(first);
      await expect(claim(second)).resolves.toEqual({ kind: 'waiting' });
      await expect(row(second)).resolves.toMatchObject({
        status: 'queued',
        waiting_asset_id: leader.assetId,
      });
      return { url, second, ...leader };
    }

    it('should both have it when it is there, and the next without a fetch', async () => {
      const { url, second, run, assetId } = await pair();
      await lifecycle.complete(run, assetId, stored(run));
      for (const id of [run.downloadId, second])
        await expect(row(id)).resolves.toMatchObject({ status: 'completed', asset_id: assetId });
      const third = await claim(await queued(url));
      expect(third).toMatchObject({
        kind: 'reuse',
        file: { assetId, storageKey: `school/${run.runId}.mp4` },
      });
    });

    it('should both fail when the video is gone for everybody', async () => {
      const { second, run } = await pair();
      await lifecycle.endFailed(run, GONE);
      await expect(row(second)).resolves.toMatchObject({ status: 'failed', error_code: 'source.removed' });
    });

    it('should try it for itself when the other could not', async () => {
      const { second, run } = await pair();
      await lifecycle.endFailed(run, new NotAVideo('a page'));
      const left = await row(second);
      expect(left).toMatchObject({ status: 'queued', waiting_asset_id: null, error_code: null });
      await expect(claim(second, Number(left?.generation))).resolves.toMatchObject({ kind: 'lead' });
    });
  });
});
