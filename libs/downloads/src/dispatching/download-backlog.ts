import { AppConfig } from '@app/config';
import { Database } from '@app/database';
import { InjectQueue, JobQueue, type NewJob } from '@app/queue';
import { correlated, type Enqueued, QueueBacklog } from '@app/work';
import { WorkerRegistry } from '@app/workers';
import { Injectable } from '@nestjs/common';
import { Poisonous } from '../download.errors';
import { downloadJobId, runDownloadJob, type RunDownloadPayload } from '../download.jobs';
import { HostBreakers, type ProbesLeft } from '../hosts/host-breakers.service';
import { DispatchRepository, type InFlight } from './persistence/dispatch.repository';
import type { DownloadKey } from '../persistence/download-work';
import { AssetsRepository } from '../files/persistence/assets.repository';
import { OutcomesRepository } from '../outcomes/persistence/outcomes.repository';
import { personOf } from '../owner';
import { type Candidate, firstOfEach, inFairOrder, withinHosts } from './fairness';
import { HostThrottle } from '../hosts/host-throttle';
import { ShareSlots } from './share-slots.service';
import { type Line, WaitingWindow } from './waiting-window';

/** Of what the workers can run at once, so much is handed over: as many wait in Redis as run. */
const PREFETCH = 2;
/** A window of fewer lines holds all that waits: that many people and hosts are always looked at. */
const MANY_LINES = 4;
const MAX_PASSED = 3;
const NONE: ReadonlyMap<string, number> = new Map();

interface Circumstances {
  inFlight: InFlight;
  probes: ProbesLeft;
  /** For so many in all. */
  freeSlots: number;
  /** Milliseconds, of the host throttle's clock. */
  now: number;
}

interface View {
  /** The window. */
  lines: Line[];
  /** What may begin, of it, and how many. */
  candidates: Candidate[];
  limit: number;
}

/** Hands due downloads to the workers, fairly, and heals what crashes and a lost Redis leave behind. */
@Injectable()
export class DownloadBacklog extends QueueBacklog<DownloadKey, RunDownloadPayload> {
  private readonly throttle: HostThrottle;
  /** When each tenant and each person had a turn last. One dispatcher at a time: a new one begins without. */
  private readonly lastTurns = new Map<string, number>();
  private turns = 0;
  private readonly window = new WaitingWindow();

  constructor(
    private readonly database: Database,
    private readonly admission: DispatchRepository,
    private readonly assets: AssetsRepository,
    private readonly outcomes: OutcomesRepository,
    @InjectQueue(runDownloadJob.name) queue: JobQueue<RunDownloadPayload>,
    private readonly shares: ShareSlots,
    private readonly breakers: HostBreakers,
    private readonly workers: WorkerRegistry,
    config: AppConfig,
  ) {
    super(admission.work, queue);
    this.throttle = new HostThrottle(config.downloads.hosts);
  }

  override async enqueue(): Promise<void> {
    const [slots, before] = await Promise.all([this.workers.totalSlots(), this.admission.inFlight()]);
    const now = performance.now();
    const probes = await this.breakers.probesLeft();
    const closed = this.throttle.saturatedHosts(before.byHost, now);
    const { lines, candidates, limit } = await this.findStartable(
      Math.max(1, slots * PREFETCH - before.total),
      closed,
      probes,
    );
    await this.shares.keepFair(candidates, slots);
    const inFlight = await this.admission.inFlight();
    const freeSlots = Math.min(slots * PREFETCH - inFlight.total, limit);
    const chosen = this.choose(candidates, { inFlight, probes, freeSlots, now });
    this.window.advance(lines, candidates, chosen);
    if (chosen.length === 0) return;
    await this.send(await this.admission.enqueue(chosen.map(({ id }) => id)));
    for (const candidate of chosen) {
      this.throttle.recordStart(candidate.host, now);
      this.turns += 1;
      this.lastTurns.set(candidate.tenantId, this.turns).set(personOf(candidate), this.turns);
    }
  }

  private choose(
    candidates: readonly Candidate[],
    { inFlight, probes, freeSlots, now }: Circumstances,
  ): Candidate[] {
    const byPeople = inFairOrder(candidates, inFlight.byPerson, this.lastTurns, personOf);
    const inOrder = inFairOrder(byPeople, inFlight.byTenant, this.lastTurns);
    const capacityOf = (host: string) => ({
      freeSlots: Math.min(
        this.throttle.freeSlots(host, inFlight.byHost.get(host) ?? 0, now),
        probes.hosts.get(host) ?? Infinity,
      ),
      inFlight: inFlight.byTenantOf.get(host) ?? NONE,
    });
    return withinHosts(inOrder, capacityOf, this.lastTurns).slice(0, Math.max(0, freeSlots));
  }

  /** What may begin, of the next that wait. A window in which nothing may begin is passed at once, a few times. */
  private async findStartable(count: number, closed: string[], probes: ProbesLeft): Promise<View> {
    const spent = [...probes.hosts].flatMap(([host, left]) => (left === 0 ? host : []));
    const closedHosts = [...closed, ...spent];
    if (!(await this.admission.hasOpenHost(closedHosts)))
      return { lines: [], candidates: [], limit: Infinity };
    for (let passed = 0; ; passed += 1) {
      const lines = await this.admission.waitingLines(this.window.cursors);
      const found = await this.candidates(count, lines, { closedHosts, uplink: probes.uplink });
      if (found.candidates.length > 0 || lines.length < MANY_LINES || passed === MAX_PASSED)
        return { lines, ...found };
      this.window.advance(lines, [], []);
    }
  }

  /**
   * While the uplink has trouble, only probes. Each person has one at a time, at once, of a host that was not away: who
   * asks for dead links, which look the same, keeps nobody else waiting.
   */
  private async candidates(
    count: number,
    lines: readonly Line[],
    { closedHosts, uplink }: { closedHosts: string[]; uplink: ProbesLeft['uplink'] },
  ): Promise<Omit<View, 'lines'>> {
    if (uplink !== undefined) {
      const others = await this.admission.candidates(count, lines, { closedHosts, untroubled: true });
      const probing = await this.breakers.probingPeople();
      const candidates = firstOfEach(others, probing);
      if (candidates.length > 0 || uplink === 0) return { candidates, limit: Infinity };
    }
    return {
      candidates: await this.admission.candidates(count, lines, { closedHosts }),
      limit: uplink ?? Infinity,
    };
  }

  override async reconcile(): Promise<void> {
    await this.breakers.purge();
    await this.rescueStale();
    await this.admission.releaseStale();
    await this.sendLostAgain();
    await this.removeOrphans();
  }

  private async rescueStale(): Promise<void> {
    const given = await this.database.transaction(async () => {
      const poisonous = await this.admission.rescueStale(new Poisonous());
      await this.assets.promoteFollowers(poisonous);
      await this.outcomes.record(poisonous, 'fetched');
      return poisonous;
    });
    for (const id of given) this.logger.error({ message: 'download given up as poison', download_id: id });
  }

  /** Jobs whose rows went on without them. */
  private async removeOrphans(): Promise<void> {
    const waiting = await this.queue.waitingIds();
    const pairs = waiting.flatMap((jobId) => {
      const match = /^download-([0-9a-f-]{36})-(\d+)$/.exec(jobId);
      return match ? [{ jobId, id: match[1] ?? '', generation: Number(match[2]) }] : [];
    });
    const meaningful = await this.admission.meaningful(pairs);
    const orphans = pairs.filter(({ id, generation }) => !meaningful.has(`${id}-${String(generation)}`));
    await Promise.all(orphans.map(({ jobId }) => this.queue.removeJob(jobId)));
  }

  protected override keyOf({ download_id: downloadId }: RunDownloadPayload): DownloadKey {
    return { downloadId };
  }

  protected override jobOf(download: Enqueued<DownloadKey>): NewJob<RunDownloadPayload> {
    const { downloadId, generation } = download;
    return {
      id: downloadJobId(downloadId, generation),
      payload: { download_id: downloadId, generation, ...correlated(download) },
    };
  }
}
