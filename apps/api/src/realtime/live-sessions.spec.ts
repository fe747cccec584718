import type { Caller, CurrentCallers } from '@app/auth';
import { AppError } from '@app/kernel';
import type { LiveConnections, LiveTopics } from '@app/realtime';
import { Logger } from '@nestjs/common';
import { LIVE_METRICS } from './live.metrics';
import type { Transport } from './live-session';
import { LiveSessions } from './live-sessions';
import { SessionVisibility } from './session-visibility';

const ID = '01890a5d-ac96-774b-bcce-b302099a8057';
const CALLER = {
  kind: 'user',
  tenantId: 'school',
  requester: 'user:bia',
  userId: 'bia',
  sessionId: 'one',
  role: 'user',
  scopes: [],
  seesTenant: false,
} as unknown as Caller;

/** A client that notes why it is closed. */
class Ends implements Transport {
  readonly name = 'sse';
  readonly endsWithFinal = true;
  readonly reasons: string[] = [];
  textOf = () => '';
  write = () => undefined;
  heartbeat = () => undefined;
  close = (reason: string) => void this.reasons.push(reason);
}

describe(LiveSessions, () => {
  let sessions: LiveSessions;
  let find: jest.Mock<Promise<Caller[]>>;
  let demandVisible: jest.Mock<Promise<void>>;
  let warn: jest.SpyInstance;
  let log: jest.SpyInstance;

  beforeEach(() => {
    jest.useFakeTimers();
    jest.spyOn(Logger.prototype, 'debug').mockImplementation();
    log = jest.spyOn(Logger.prototype, 'log').mockImplementation();
    warn = jest.spyOn(Logger.prototype, 'warn').mockImplementation();
    find = jest.fn(() => Promise.resolve([CALLER]));
    demandVisible = jest.fn(() => Promise.resolve());
    const subscribe = () => Promise.resolve(() => undefined);
    const topics = { demandVisible, subscribe } as unknown as LiveTopics;
    const connections = { openConnection: () => () => undefined } as unknown as LiveConnections;
    const callers = { findCallers: find } as unknown as CurrentCallers;
    sessions = new LiveSessions(topics, connections, callers, new SessionVisibility(topics));
    sessions.onModuleInit();
  });

  afterEach(() => {
    void sessions.beforeApplicationShutdown();
    jest.useRealTimers();
    jest.restoreAllMocks();
  });

  async function open(): Promise<string[]> {
    const transport = new Ends();
    await sessions.openSession({
      caller: CALLER,
      topic: { kind: 'download', id: ID },
      ip: '127.0.0.1',
      transport,
    });
    return transport.reasons;
  }

  it.each([
    ['fails', () => Promise.reject<Caller[]>(new Error('the database is away'))],
    ['does not answer', () => new Promise<Caller[]>(() => undefined)],
  ])('should end sessions when the check of their rights %s for a minute', async (_case, answer) => {
    const reasons = await open();
    await jest.advanceTimersByTimeAsync(10_000);
    find.mockImplementation(answer);
    const other = await open();
    await jest.advanceTimersByTimeAsync(55_000);
    expect(reasons).toEqual([]);
    await jest.advanceTimersByTimeAsync(10_000);
    expect([reasons, other]).toEqual([['not-checked'], ['not-checked']]);
    expect(warn).toHaveBeenCalledTimes(1);
    await jest.advanceTimersByTimeAsync(60_000);
    expect(await open()).toEqual([]);
    await jest.advanceTimersByTimeAsync(30_000);
    expect(warn).toHaveBeenCalledTimes(1);
  });

  it('should log each connection once when it has ended, and count it by its code', async () => {
    const of = { caller: CALLER, topic: { kind: 'queue' } as const, ip: '127.0.0.1' };
    const [first, second, third] = [
      await sessions.openSession({ ...of, transport: new Ends() }),
      await sessions.openSession({ ...of, transport: new Ends() }),
      await sessions.openSession({ ...of, transport: new Ends() }),
    ];
    first.endWith('ended');
    first.leave(1000);
    second.leave(4321);
    third.discardPending();
    expect(log.mock.calls.map((call: unknown[]) => call[0])).toEqual([
      expect.objectContaining({
        message: 'live connection closed',
        reason: 'ended',
        code: 4401,
        kind: 'queue',
      }),
      expect.objectContaining({ message: 'live connection closed', reason: 'client', code: 4321 }),
    ]);
    const { values } = await LIVE_METRICS.closed.get();
    const labels = values.map((one) => one.labels);
    expect(labels).toContainEqual({ transport: 'sse', reason: 'ended', code: '4401' });
    expect(labels).toContainEqual({ transport: 'sse', reason: 'client', code: 'other' });
  });

  it('should end a session whose download is not shared any more', async () => {
    const reasons = await open();
    await jest.advanceTimersByTimeAsync(60_000);
    expect(reasons).toEqual([]);
    demandVisible.mockRejectedValue(new AppError('download.not-found', 'not there'));
    await jest.advanceTimersByTimeAsync(35_000);
    expect(reasons).toEqual(['gone']);
  });

  it('should keep a session while nobody can tell whether it may see the download', async () => {
    const reasons = await open();
    demandVisible.mockRejectedValue(new Error('the database is away'));
    await jest.advanceTimersByTimeAsync(65_000);
    expect(reasons).toEqual([]);
  });
});
