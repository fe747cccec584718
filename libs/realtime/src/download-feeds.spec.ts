import type { LiveDownload, LiveDownloads } from '@app/downloads';
import type { Clock } from '@app/kernel';
import { Logger } from '@nestjs/common';
import { DownloadFeeds } from './download-feeds';
import { versionOf } from './download-message';
import { withRow } from './download-state';
import type { LiveMessage } from './live-message';
import { liveDownload, RUN } from './testing/live-download';
import { compareVersions } from './version';

const running = liveDownload({ status: 'running', runId: RUN, phase: 'downloading' });
const completed = liveDownload({ status: 'completed', progressPercent: 100, runId: RUN });
const CLOCK: Clock = { now: () => new Date(0) };
const AWAY = new Error('the database is away');

function watched(rows: (LiveDownload | Error)[]) {
  const read = () => {
    const [row] = rows.length > 1 ? rows.splice(0, 1) : rows;
    return row instanceof Error ? Promise.reject(row) : Promise.resolve(row ? [row] : []);
  };
  const downloads = { readDownloads: read, versions: () => Promise.resolve([]) } as unknown as LiveDownloads;
  const feeds = new DownloadFeeds(downloads, CLOCK);
  const told: LiveMessage[] = [];
  const subscriber = {
    viewer: { tenantId: 'school', requester: 'user:bia', seesTenant: false },
    sendMessage: (message: LiveMessage) => void told.push(message),
    endWith: () => undefined,
  };
  return { feeds, told, subscriber };
}

describe(DownloadFeeds, () => {
  beforeEach(() => {
    jest.useFakeTimers();
    jest.spyOn(Logger.prototype, 'debug').mockImplementation();
  });
  afterEach(() => {
    jest.useRealTimers();
    jest.restoreAllMocks();
  });

  it('should tell the final state after a reading that failed, without another change', async () => {
    const { feeds, told, subscriber } = watched([running, AWAY, AWAY, completed]);
    await feeds.subscribe(running.id, subscriber);
    feeds.note([running.id]);
    await jest.advanceTimersByTimeAsync(5_000);
    expect(told.at(-1)?.isFinal).toBe(true);
  });

  it('should read again when the same change is noted after a reading that failed', async () => {
    const { feeds, told, subscriber } = watched([running, AWAY, completed]);
    await feeds.subscribe(running.id, subscriber);
    feeds.note([running.id]);
    await jest.advanceTimersByTimeAsync(200);
    feeds.note([running.id]);
    await jest.advanceTimersByTimeAsync(200);
    expect(told.at(-1)?.isFinal).toBe(true);
  });

  describe('for who comes back from a replica that had heard more', () => {
    const row = { ...running, totalBytes: 1000, progressPercent: 42, downloadedBytes: 421 };
    const heardMore = { ...row, downloadedBytes: 425 };
    const progressOf = (told: LiveMessage[]) =>
      told.map(
        (message) => (JSON.parse(message.forSocket()) as { data: { progress: number } }).data.progress,
      );
    const since = versionOf(withRow(undefined, heardMore));

    async function cameBack(...rows: LiveDownload[]) {
      const { feeds, told, subscriber } = watched(rows);
      await feeds.subscribe(row.id, subscriber, since);
      await jest.advanceTimersByTimeAsync(4_000);
      await feeds.check();
      await jest.advanceTimersByTimeAsync(4_000);
      return told;
    }

    it('should not fall by tenths while nothing more is reported', async () => {
      const told = await cameBack(row);
      expect(progressOf(told)).toEqual([42.5]);
      expect(compareVersions(told[0]!.version, since)).toBe(0);
    });

    it('should not fall when it was handed over again', async () => {
      const queued = { ...row, status: 'queued' as const, generation: 1, runId: null };
      const told = await cameBack(row, queued, {
        ...row,
        generation: 1,
        runId: 'next',
        downloadedBytes: 423,
      });
      expect(Math.min(...progressOf(told))).toBe(42.5);
    });

    it('should begin anew when it was tried again by hand', async () => {
      const told = await cameBack({ ...liveDownload({ startedAt: null }), generation: 1 });
      expect(progressOf(told)).toEqual([0]);
    });

    it('should tell others what the row says, whatever one claims to have', async () => {
      const { feeds, told, subscriber } = watched([row]);
      const other: LiveMessage[] = [];
      await feeds.subscribe(row.id, subscriber, since);
      await feeds.subscribe(row.id, { ...subscriber, sendMessage: (message) => void other.push(message) });
      expect([progressOf(told), progressOf(other)]).toEqual([[42.5], [42.1]]);
    });
  });

  it('should read nothing more when nobody watches', async () => {
    const { feeds, subscriber } = watched([running, AWAY]);
    const leave = await feeds.subscribe(running.id, subscriber);
    feeds.note([running.id]);
    await jest.advanceTimersByTimeAsync(200);
    leave();
    await jest.advanceTimersByTimeAsync(5_000);
    expect(jest.getTimerCount()).toBe(0);
  });
});
