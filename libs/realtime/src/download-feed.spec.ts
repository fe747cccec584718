import type { LiveDownload } from '@app/downloads';
import type { Subscriber } from './channel';
import { DownloadFeed } from './download-feed';
import type { LiveMessage } from './live-message';
import { liveDownload, progressEvent, RUN } from './testing/live-download';
import { parseVersion } from './version';

const OWNER = { tenantId: 'school', requester: 'user:bia', seesTenant: false };
const running = liveDownload({ status: 'running', runId: RUN, phase: 'downloading' });
const completed = liveDownload({ status: 'completed', progressPercent: 100, runId: RUN });

class Watching implements Subscriber {
  readonly told: LiveMessage[] = [];
  ended?: string;
  upToDate = 0;

  constructor(readonly viewer = OWNER) {}

  sendMessage(message: LiveMessage): void {
    this.told.push(message);
  }

  isUpToDate(): void {
    this.upToDate += 1;
  }

  endWith(reason: string): void {
    this.ended = reason;
  }

  get progress(): unknown[] {
    return this.told.map(
      (message) => (JSON.parse(message.forSocket()) as { data: { progress: number } }).data.progress,
    );
  }

  get statuses(): unknown[] {
    return this.told.map(
      (message) => (JSON.parse(message.forSocket()) as { data: { status: string } }).data.status,
    );
  }
}

describe(DownloadFeed, () => {
  let feed: DownloadFeed;
  let readAt = 0;
  const row = (of = running) => feed.applyRow(of, (readAt += 1) + performance.now());

  beforeEach(() => {
    jest.useFakeTimers();
    feed = new DownloadFeed(() => new Date());
  });

  afterEach(() => jest.useRealTimers());

  it('should send at most two messages a second, and the last one always', () => {
    const one = new Watching();
    row();
    feed.channel.addSubscriber(one, undefined);
    for (let percent = 1; percent <= 40; percent += 1) {
      feed.applyProgress(progressEvent({ percent, downloadedBytes: percent * 10 }));
      jest.advanceTimersByTime(50);
    }
    jest.advanceTimersByTime(2_000);
    expect(one.progress.length).toBeLessThanOrEqual(7);
    expect(one.progress.at(-1)).toBe(40);
  });

  it('should not wait with a report because the row was read, and said the same', () => {
    const one = new Watching();
    row();
    feed.channel.addSubscriber(one, undefined);
    jest.advanceTimersByTime(5_000);
    feed.applyProgress(progressEvent({ percent: 20, downloadedBytes: 200 }));
    for (let reading = 0; reading < 5; reading += 1)
      row({ ...running, progressPercent: 20, downloadedBytes: 200 });
    feed.applyProgress(progressEvent({ percent: 30, downloadedBytes: 300 }));
    expect(one.progress.at(-1)).toBe(30);
  });

  it('should tell the end once, and nothing of the run after it', () => {
    const one = new Watching();
    row();
    feed.channel.addSubscriber(one, undefined);
    row(completed);
    row(completed);
    feed.applyProgress(progressEvent({ percent: 99 }));
    jest.advanceTimersByTime(5_000);
    expect(one.statuses.filter((status) => status === 'completed')).toHaveLength(1);
    expect(one.statuses.at(-1)).toBe('completed');
  });

  it('should tell the end once although its picture comes later, and who comes then sees it', () => {
    const [one, later] = [new Watching(), new Watching()];
    const file = (thumbnailKey: string | null) => ({ thumbnailKey, media: {} }) as LiveDownload['file'];
    row();
    feed.channel.addSubscriber(one, undefined);
    row({ ...completed, file: file(null) });
    jest.advanceTimersByTime(1_000);
    row({ ...completed, file: file('school/ab/picture.jpg') });
    jest.advanceTimersByTime(5_000);
    feed.channel.addSubscriber(later, undefined);
    expect(one.statuses.filter((status) => status === 'completed')).toHaveLength(1);
    expect(later.told.map((message) => message.forStream())).toEqual([
      expect.stringContaining(`"thumbnail":"/api/v1/downloads/${completed.id}/thumbnail"`),
    ]);
  });

  it('should write a message once, however many watch', () => {
    row();
    const many = Array.from({ length: 100 }, () => new Watching());
    for (const one of many) feed.channel.addSubscriber(one, undefined);
    row(completed);
    jest.advanceTimersByTime(1_000);
    const messages = new Set(many.map(({ told }) => told.at(-1)));
    expect(messages.size).toBe(1);
    const [message] = messages;
    expect(message?.forSocket()).toBe(message?.forSocket());
    const stringify = jest.spyOn(JSON, 'stringify');
    message?.forSocket();
    expect(stringify).not.toHaveBeenCalled();
    stringify.mockRestore();
  });

  it('should take what a newer run reported before its row was read, and nothing of an older one', () => {
    const one = new Watching();
    row();
    feed.channel.addSubscriber(one, undefined);
    expect(feed.applyProgress(progressEvent({ runId: 'newer', percent: 70, downloadedBytes: 700 }))).toBe(
      true,
    );
    jest.advanceTimersByTime(1_000);
    row({ ...running, runId: 'newer' });
    jest.advanceTimersByTime(1_000);
    expect(one.progress.at(-1)).toBe(70);
    expect(feed.applyProgress(progressEvent({ percent: 90, downloadedBytes: 900 }))).toBe(true);
    jest.advanceTimersByTime(1_000);
    row({ ...running, runId: 'newer' });
    expect(feed.applyProgress(progressEvent({ percent: 95, downloadedBytes: 950 }))).toBe(false);
    jest.advanceTimersByTime(1_000);
    expect(one.progress.at(-1)).toBe(70);
  });

  it('should send nothing older than what a client has, and tell one that has the end', () => {
    row({ ...running, progressPercent: 40 });
    const later = new Watching();
    feed.channel.addSubscriber(later, parseVersion('0.1.450'));
    expect(later.told).toEqual([]);
    feed.applyProgress(progressEvent({ percent: 46, downloadedBytes: 460 }));
    jest.advanceTimersByTime(1_000);
    expect(later.progress).toEqual([46]);
    row(completed);
    jest.advanceTimersByTime(1_000);
    const last = later.told.at(-1)?.id;
    const back = new Watching();
    feed.channel.addSubscriber(back, parseVersion(last));
    expect(back).toMatchObject({ told: [], upToDate: 1 });
  });

  it('should not wait for ever for a state that a client claims to have', () => {
    row();
    const liar = new Watching();
    feed.channel.addSubscriber(liar, parseVersion('999.2.1000'));
    expect(liar.told).toEqual([]);
    jest.advanceTimersByTime(3_001);
    feed.channel.repeat();
    expect(liar.told).toHaveLength(1);
  });

  it("should end for who may see only what is complete, when another's is begun anew", () => {
    row(completed);
    const guest = new Watching({ ...OWNER, requester: 'user:leo' });
    const admin = new Watching({ ...OWNER, requester: 'user:ana', seesTenant: true });
    feed.channel.addSubscriber(guest, undefined);
    feed.channel.addSubscriber(admin, undefined);
    row({ ...running, generation: 1 });
    jest.advanceTimersByTime(1_000);
    expect(guest).toMatchObject({ ended: 'gone' });
    expect(guest.statuses).toEqual(['completed']);
    expect(admin.statuses).toEqual(['completed', 'downloading']);
  });
});
