import type { LiveDownload, LiveDownloads } from '@app/downloads';
import type { Clock } from '@app/kernel';
import { Logger } from '@nestjs/common';
import { DownloadFeeds } from './download-feeds';
import type { LiveMessage } from './live-message';
import { liveDownload, RUN } from './testing/live-download';

const running = liveDownload({ status: 'running', runId: RUN, phase: 'downloading' });
const completed = liveDownload({ status: 'completed', progressPercent: 100, runId: RUN });
const CLOCK: Clock = { now: () => new Date(0) };
const AWAY = new Error('the database is away');

function watched(rows: (LiveDownload | Error)[]) {
  const read = () => {
    const [row] = rows.length > 1 ? rows.splice(0, 1) : rows;
    return row instanceof Error ? Promise.reject(row) : Promise.resolve(row ? [row] : []);
  };
  const downloads = { read, versions: () => Promise.resolve([]) } as unknown as LiveDownloads;
  const feeds = new DownloadFeeds(downloads, CLOCK);
  const told: LiveMessage[] = [];
  const subscriber = {
    viewer: { tenantId: 'school', requester: 'user:bia', seesTenant: false },
    send: (message: LiveMessage) => void told.push(message),
    end: () => undefined,
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
