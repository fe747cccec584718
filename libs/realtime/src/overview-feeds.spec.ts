import type { LiveDownloads } from '@app/downloads';
import type { Clock } from '@app/kernel';
import type { LiveConnections } from './live-connections';
import type { LiveMessage } from './live-message';
import { OverviewFeeds, type OverviewTopic } from './overview-feeds';
import type { PresentNotices } from './present-notices';

const CLOCK: Clock = { now: () => new Date(0) };
const QUEUE = { queued: 0, running: 0, position: 0, asOf: 1 };
const HISTORY = {
  completed: 0,
  failed: 0,
  cancelled: 0,
  today: 0,
  thisWeek: 0,
  thisMonth: 0,
  storedBytes: 0,
};

const NOTICE = { id: 'n', message: 'New lessons' };

class Statements {
  now = 0;
  most = 0;
  readonly asked: string[] = [];

  readonly downloads = {
    queue: () => this.answer('queue', QUEUE),
    history: () => this.answer('history', { ...HISTORY, averageSeconds: null }),
    running: () => this.answer('running', []),
  } as unknown as LiveDownloads;

  readonly notices = { of: () => Promise.resolve([NOTICE]) } as unknown as PresentNotices;

  private async answer<T>(name: string, value: T): Promise<T> {
    this.asked.push(name);
    this.now += 1;
    this.most = Math.max(this.most, this.now);
    await new Promise((resolve) => setTimeout(resolve, 10));
    this.now -= 1;
    return value;
  }
}

function viewer(requester: string) {
  const told: LiveMessage[] = [];
  return {
    told,
    viewer: { tenantId: 'school', requester, seesTenant: false },
    sendMessage: (message: LiveMessage) => void told.push(message),
    endWith: () => undefined,
  };
}

describe(OverviewFeeds, () => {
  let statements: Statements;
  let feeds: OverviewFeeds;

  beforeEach(() => {
    jest.useFakeTimers();
    statements = new Statements();
    const connections = { countsOf: () => ({ total: 1 }) } as unknown as LiveConnections;
    feeds = new OverviewFeeds(statements.downloads, statements.notices, connections, CLOCK);
  });
  afterEach(() => jest.useRealTimers());

  async function watch(topic: OverviewTopic, count: number) {
    const viewers = Array.from({ length: count }, (_, index) => viewer(`user:${String(index)}`));
    const leaving = Promise.all(viewers.map((one) => feeds.subscribe(topic, one)));
    await jest.advanceTimersByTimeAsync(5_000);
    return { viewers, leave: await leaving };
  }

  it('should read for two owners at once, however many watch', async () => {
    const { viewers } = await watch('dashboard', 30);
    expect(statements.most).toBe(2);
    expect(viewers.every(({ told }) => told.length > 0)).toBe(true);
  });

  it('should tell notices with the dashboard, so that a page needs one connection', async () => {
    const { viewers } = await watch('dashboard', 1);
    const [message] = viewers[0]?.told ?? [];
    expect(JSON.parse(message?.forSocket() ?? '')).toMatchObject({ data: { notices: [NOTICE] } });
  });

  it('should spread what it reads every few seconds', async () => {
    await watch('dashboard', 30);
    statements.asked.length = 0;
    feeds.check();
    await jest.advanceTimersByTimeAsync(100);
    expect(statements.asked.filter((name) => name === 'queue').length).toBeLessThan(10);
    await jest.advanceTimersByTimeAsync(5_000);
    expect(statements.asked.filter((name) => name === 'queue')).toHaveLength(30);
  });

  it('should read what runs for dashboards alone, and anew for the next one', async () => {
    const { leave } = await watch('queue', 1);
    expect(statements.asked).not.toContain('running');
    const dashboard = await watch('dashboard', 1);
    expect(statements.asked).toContain('running');
    for (const one of dashboard.leave) one();
    statements.asked.length = 0;
    const { viewers } = await watch('dashboard', 1);
    expect(statements.asked).toContain('running');
    expect(viewers[0]?.told).toHaveLength(1);
    for (const one of leave) one();
  });
});
