import { type Action, type Caller, type CallerIdentity, CurrentCallers, identityOf, mayDo } from '@app/auth';
import { addressKey, plainAddress } from '@app/limits';
import { LiveConnections, LiveTopics, type Topic } from '@app/realtime';
import { type BeforeApplicationShutdown, Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { type CloseReason, type Closure, countedCode } from './close-reason';
import { LIVE_METRICS } from './live.metrics';
import { LiveSession, type Transport } from './live-session';
import { SessionVisibility } from './session-visibility';

const TICK_MS = 1_000;
/** Without a look at rights that succeeded, for as long, a session is ended. */
const MAX_UNCHECKED_MS = 60_000;

export interface NewSession {
  caller: Caller;
  topic: Topic;
  /** Where the client is. */
  ip: string;
  transport: Transport;
  /** Id of the last message that it has. */
  since?: string;
}

/** What watching stands for in the policy. */
export const WATCH_ACTION: Record<Topic['kind'], Action> = {
  download: 'downloads.read',
  queue: 'downloads.read',
  stats: 'downloads.read',
  dashboard: 'downloads.read',
  general: 'realtime.connect',
  batch: 'batches.read',
};

/** The open connections of this process: heartbeats, their end, and whether their callers still may. */
@Injectable()
export class LiveSessions implements OnModuleInit, BeforeApplicationShutdown {
  private readonly logger = new Logger(LiveSessions.name);
  private readonly sessions = new Set<LiveSession>();
  private timer?: NodeJS.Timeout;
  private checking?: Promise<void>;
  /** When rights were last looked at with success. */
  private checkedAt = performance.now();
  private isClosing = false;

  constructor(
    private readonly topics: LiveTopics,
    private readonly connections: LiveConnections,
    private readonly callers: CurrentCallers,
    private readonly visibility: SessionVisibility,
  ) {}

  onModuleInit(): void {
    this.timer = setInterval(() => this.tick(), TICK_MS).unref();
  }

  async beforeApplicationShutdown(): Promise<void> {
    clearInterval(this.timer);
    this.endAll('shutdown');
    await Promise.all([this.checking, this.visibility.settled()]);
  }

  /** @throws DownloadNotFound, BatchNotFound, TooManyConnections */
  async openSession({ caller, topic, ip, transport, since }: NewSession): Promise<LiveSession> {
    const { kind } = topic;
    const { tenantId, requester } = caller;
    await this.topics.demandVisible(topic, caller);
    const release = this.connections.openConnection({
      tenantId,
      caller: requester,
      address: addressKey(ip),
      kind,
    });
    const labels = { transport: transport.name, kind };
    LIVE_METRICS.open.inc(labels);
    let unsubscribe = () => undefined as unknown;
    const session = new LiveSession(caller, topic, transport, (closure) => {
      this.sessions.delete(session);
      unsubscribe();
      release();
      LIVE_METRICS.open.dec(labels);
      if (closure) this.record(session, closure, ip);
    });
    this.sessions.add(session);
    try {
      const leave = await this.topics.subscribe(topic, session, since);
      if (this.sessions.has(session)) unsubscribe = leave;
      else leave();
    } catch (error) {
      session.discardPending();
      throw error;
    }
    LIVE_METRICS.opened.inc({ transport: transport.name, resumed: String(since !== undefined) });
    if (this.isClosing) session.endWith('shutdown');
    return session;
  }

  /** The server ends: everybody comes back to another one. */
  endAll(reason: CloseReason): void {
    this.isClosing = true;
    for (const session of [...this.sessions]) session.endWith(reason);
  }

  private record(
    { topic: { kind }, transport: { name }, openedAt }: LiveSession,
    of: Closure,
    ip: string,
  ): void {
    LIVE_METRICS.closed.inc({ transport: name, reason: of.reason, code: countedCode(of) });
    const seconds = Math.round((performance.now() - openedAt) / 1000);
    const facts = { transport: name, kind, ...of, seconds, ip: plainAddress(ip) };
    this.logger.log({ message: 'live connection closed', ...facts });
  }

  private tick(): void {
    const now = performance.now();
    for (const session of [...this.sessions]) session.tick(now);
    this.checking ??= this.checkRights()
      .catch((error: unknown) => this.logger.debug({ message: 'rights not looked at', error }))
      .finally(() => (this.checking = undefined));
    this.endUnchecked(now);
    this.visibility.checkVisibility(this.sessions);
  }

  /** Progress comes by Redis: while PostgreSQL is away nobody would notice that a session has ended. */
  private endUnchecked(now: number): void {
    const isUnchecked = ({ openedAt }: LiveSession) =>
      now - Math.max(openedAt, this.checkedAt) > MAX_UNCHECKED_MS;
    const unchecked = [...this.sessions].filter(isUnchecked);
    if (unchecked.length === 0) return;
    this.logger.warn({ message: 'rights could not be checked for too long', ended: unchecked.length });
    for (const session of unchecked) session.endWith('not-checked');
  }

  /** Sessions and keys end, and roles change, while connections are open. */
  private async checkRights(): Promise<void> {
    const byIdentity = Map.groupBy(this.sessions, ({ caller }) => JSON.stringify(identityOf(caller)));
    const identities = [...byIdentity.keys()].map((text) => JSON.parse(text) as CallerIdentity);
    const current = identities.length === 0 ? [] : await this.callers.findCallers(identities);
    this.checkedAt = performance.now();
    [...byIdentity.values()].forEach((sessions, index) => {
      for (const session of sessions) {
        const reason = whyNot(session, current[index]);
        if (reason) session.endWith(reason);
      }
    });
  }
}

function whyNot({ caller, topic }: LiveSession, now: Caller | undefined): CloseReason | undefined {
  if (!now) return 'ended';
  if (now.tenantId !== caller.tenantId) return 'ended';
  if (!mayDo(now, WATCH_ACTION[topic.kind]) || now.restriction !== caller.restriction) return 'forbidden';
  return now.role === caller.role ? undefined : 'rights-changed';
}
