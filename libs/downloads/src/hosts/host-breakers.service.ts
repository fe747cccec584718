import { Signals } from '@app/queue';
import { Injectable, Logger } from '@nestjs/common';
import { personOf } from '../owner';
import { HostPausesRepository, UPLINK } from './persistence/host-pauses.repository';
import type { DownloadRun } from '../download-run';
import type { HostTrouble } from './host-trouble';

/** What a run that ended with it has to know of the trouble of a host. */
export interface HostOutage {
  /** How long nothing is asked of the host, in milliseconds. */
  pausedMs: number;
  /** Since when it has trouble, without an answer in between. */
  ageMs: number;
  /** Others fail the same way: it is not this one download. */
  shared: boolean;
}

/** Of half-open breakers: how many downloads may begin now. */
export interface ProbesLeft {
  hosts: Map<string, number>;
  /** From any host, 0 while it is paused; undefined where the uplink has no trouble. */
  uplink: number | undefined;
}

/**
 * Circuit breakers, one a host: open for a pause, then half-open with one download, with a few when that gets an answer,
 * and closed when these do. A host that throttles and one that cannot be reached are treated alike; several that cannot
 * be reached while nothing else comes are the uplink, which is a host by the name of `*`.
 */
@Injectable()
export class HostBreakers {
  private readonly logger = new Logger(HostBreakers.name);

  constructor(
    private readonly pauses: HostPausesRepository,
    private readonly signals: Signals,
  ) {}

  /**
   * Opens the breaker of a host; belongs into the transaction that puts the run's row back. Undefined when it is not the
   * host.
   */
  async trip(run: DownloadRun, trouble: HostTrouble): Promise<HostOutage | undefined> {
    const others = await this.pauses.othersFrom(trouble.host, run.downloadId);
    if (trouble.unlessBytesCome && others.getBytes) return undefined;
    const { pausedMs, ageMs, shared: isShared } = await this.pauses.trip(trouble, run.downloadId);
    await this.pauses.recall(trouble.host);
    const shared = isShared || (others.run && !others.getBytes);
    if (trouble.kind === 'throttled') return { pausedMs, ageMs, shared };
    const uplinkFails = await this.pauses.tripUplink();
    if (uplinkFails) this.logger.warn({ message: 'several hosts cannot be reached: downloads pause' });
    const isOurs = uplinkFails && !(await this.pauses.hasFetchedWithin(ageMs));
    return { pausedMs, ageMs, shared: shared || isOurs };
  }

  /** The host of this run has answered as it should. */
  async recordAnswer({ host, hostIsProbed }: DownloadRun): Promise<void> {
    if (!hostIsProbed) return;
    await this.pauses.recordAnswer(host);
    if (await this.pauses.closeUplink()) this.logger.log({ message: 'hosts can be reached again' });
    await this.signals.send('backlog.changed', {});
  }

  /** Nobody else wants anything of a host that could not be reached: who asks for it next begins anew. */
  async reset(host: string): Promise<void> {
    await this.pauses.deletePause(host);
  }

  async probesLeft(): Promise<ProbesLeft> {
    const hosts = await this.pauses.probesLeft();
    const uplink = hosts.get(UPLINK);
    hosts.delete(UPLINK);
    return { hosts, uplink };
  }

  /** Since the uplink has trouble: who has something under way from a host that has none, by `personOf`. */
  async probingPeople(): Promise<Set<string>> {
    return new Set((await this.pauses.probingPeople()).map(personOf));
  }

  async purge(): Promise<void> {
    await this.pauses.purge();
  }
}
