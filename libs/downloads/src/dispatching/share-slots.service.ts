import { AppConfig } from '@app/config';
import { InjectQueue, JobQueue } from '@app/queue';
import { Injectable, Logger } from '@nestjs/common';
import { downloadJobId, runDownloadJob, type RunDownloadPayload } from '../download.jobs';
import { SharesRepository } from './persistence/shares.repository';
import type { Owner } from '../owner';
import type { Candidate } from './fairness';
import { peopleAhead, tenantLoads, tenantsAhead, tenantsToYield } from './fair-share';

/** Keeps one tenant from holding every slot while others wait; docs/adr/0019 and 0038 say how. */
@Injectable()
export class ShareSlots {
  private readonly logger = new Logger(ShareSlots.name);

  constructor(
    private readonly shares: SharesRepository,
    @InjectQueue(runDownloadJob.name) private readonly queue: JobQueue<RunDownloadPayload>,
    private readonly config: AppConfig,
  ) {}

  /**
   * Before something is handed over: who has nothing under way goes before what others have waiting in Redis, and who has
   * waited there for FAIR_WAIT_SECONDS gets the slot of a run of those with the most. Between the people of a tenant only
   * the former: nobody's run is stopped for somebody of the same tenant.
   * @param candidates what is due, of everybody
   */
  async keepFair(candidates: readonly Candidate[], slots: number): Promise<void> {
    if (slots === 0) return;
    const people = await this.shares.loads();
    const loads = tenantLoads(people);
    const of = (tenantIds: readonly string[]) =>
      people.filter(({ tenantId }) => tenantIds.includes(tenantId));
    const known = new Set(loads.map(({ tenantId }) => tenantId));
    const newcomers = new Set(candidates.map(({ tenantId }) => tenantId).filter((id) => !known.has(id)));
    if (newcomers.size > 0) await this.recall(of(tenantsAhead(loads, slots, newcomers.size)));
    await this.recall(peopleAhead(people, slots, candidates));
    const rules = { slots, patienceSeconds: this.config.downloads.fairWaitSeconds };
    const givers = tenantsToYield(loads, rules);
    if (givers.length === 0) return;
    // The slot would go to what waits in front.
    await this.recall(of(tenantsAhead(loads, slots, 0).filter((id) => givers.includes(id))));
    for (const tenantId of givers)
      if (await this.shares.askToYield(tenantId))
        this.logger.log({ message: 'a run is asked to make way for another tenant', tenant_id: tenantId });
  }

  private async recall(owners: readonly Owner[]): Promise<void> {
    if (owners.length === 0) return;
    const jobs = await this.shares.recall(owners);
    await Promise.all(jobs.map(({ id, generation }) => this.queue.removeJob(downloadJobId(id, generation))));
  }
}
