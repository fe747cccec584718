import { AppConfig } from '@app/config';
import { Database } from '@app/database';
import type { AppError, Viewer } from '@app/kernel';
import { LeaseLost } from '@app/work';
import { Injectable } from '@nestjs/common';
import { FileTooLarge, StorageQuotaReached } from '../download.errors';
import type { NewDownload } from '../new-download';
import { StorageUsageRepository } from './persistence/storage-usage.repository';
import type { DownloadRun } from '../download-run';
import { allot, effectiveLimit, personIn, remainingBytes, type Standing, type Standings } from './quota';

export type AskedDownload = Pick<NewDownload, 'source_key' | 'variant' | 'total_bytes'>;

/** Who stores: a tenant, for somebody. */
type Requester = Pick<Viewer, 'tenantId' | 'requester'>;

interface Limits {
  tenant: number | null;
  /** Undefined where no person asks. */
  user: number | null | undefined;
}

/**
 * What a tenant and a person may store. A file counts once for its tenant, and once for each person who has it; what is
 * being fetched counts with its size, or with what came of it.
 */
@Injectable()
export class StorageQuotas {
  constructor(
    private readonly database: Database,
    private readonly usage: StorageUsageRepository,
    private readonly config: AppConfig,
  ) {}

  /** Null: no limit. */
  get largestFileBytes(): number | null {
    return this.config.storage.maxFileBytes || null;
  }

  /** What a tenant has stored, or of it one requester. */
  storedBytes({ tenantId, requester }: { tenantId: string; requester: string | null }): Promise<number> {
    if (requester === null) return this.usage.storedByTenant(tenantId);
    return this.usage.storedByRequester(tenantId, requester);
  }

  async standings(of: Requester): Promise<Standings> {
    const limits = await this.limits(of);
    const { user, ...standings } = await this.count(of, limits, await this.usage.storedByTenant(of.tenantId));
    return { ...standings, user: user ?? (limits.user === null ? await this.countUser(of, null) : null) };
  }

  /** Why files must not be asked for, in their order; undefined for those that may. One that is asked for twice is one. */
  async refusals(of: Requester, asked: readonly AskedDownload[]): Promise<(AppError | undefined)[]> {
    const files = new Map<string, AskedDownload>();
    for (const one of asked) {
      const key = fileKeyOf(one);
      files.set(key, { ...one, total_bytes: files.get(key)?.total_bytes ?? one.total_bytes });
    }
    const refusals = await this.refusalsOfFiles(of, [...files.values()]);
    const byKey = new Map([...files.keys()].map((key, index) => [key, refusals[index]]));
    return asked.map((one) => byKey.get(fileKeyOf(one)));
  }

  private async refusalsOfFiles(
    of: Requester,
    asked: readonly AskedDownload[],
  ): Promise<(AppError | undefined)[]> {
    const limits = await this.limits(of);
    const { maxFileBytes } = this.config.storage;
    if (isOpen(limits) && maxFileBytes === 0) return asked.map(() => undefined);
    const standings = await this.count(of, limits, await this.usage.storedByTenant(of.tenantId));
    const stored = await this.usage.stored(of.tenantId, of.requester, asked);
    const files = asked.map(({ total_bytes: announced }, index) => {
      const { sizeBytes = null, held = false } = stored[index] ?? {};
      return { sizeBytes: sizeBytes ?? announced, stored: sizeBytes !== null, held };
    });
    return allot(files, standings, maxFileBytes).map((allotment, index) => {
      if (allotment === 'fits') return undefined;
      if (allotment === 'too-large')
        return new FileTooLarge(maxFileBytes, files[index]?.sizeBytes ?? undefined);
      return reached(allotment === 'over-tenant' ? 'tenant' : 'user', standings);
    });
  }

  /**
   * Reserves what the file of a run takes, as far as known. One at a time in a tenant, so that two never get the same
   * bytes. How many bytes it may come to before it must ask again. An outage is waited out: what came is worth more.
   * @param bytes its size, or what came so far; 0: nothing came yet
   * @throws FileTooLarge, StorageQuotaReached, LeaseLost
   */
  async reserveQuota(run: DownloadRun, bytes: number): Promise<number> {
    const { maxFileBytes } = this.config.storage;
    const largest = maxFileBytes || Infinity;
    if (bytes > largest) throw new FileTooLarge(maxFileBytes);
    return this.database.retryOnConnectionLoss(() => this.reserveUpTo(largest, run, bytes));
  }

  private async reserveUpTo(largest: number, run: DownloadRun, bytes: number): Promise<number> {
    const limits = await this.limits(run);
    if (isOpen(limits)) return largest;
    return this.database.transaction(async () => {
      if (!(await this.usage.reserveBytes(run, bytes))) throw new LeaseLost();
      const standings = await this.count(run, limits, await this.usage.holdTenant(run.tenantId));
      this.requireSpace(standings, bytes === 0);
      const left = [standings.tenant, standings.user].map((one) => (one ? remainingBytes(one) : Infinity));
      return Math.min(largest, bytes + Math.min(...left));
    });
  }

  /** For a file that the tenant has: whether the person may have it, too. Belongs into the transaction that gives it. */
  async requireShare(run: DownloadRun, assetId: string, sizeBytes: number): Promise<void> {
    const limits = await this.limits(run);
    if (typeof limits.user !== 'number') return;
    const storedByTenant = await this.usage.holdTenant(run.tenantId);
    if (await this.usage.holds(run.tenantId, run.requester, assetId)) return;
    const { user, ...others } = await this.count(run, limits, storedByTenant);
    if (user && sizeBytes > remainingBytes(user)) throw reached('user', { ...others, user });
  }

  /** Of those who wait for a file, who may not have it, and why. Belongs into the transaction that gives it. */
  async refusedWaiting(
    tenantId: string,
    assetId: string,
    sizeBytes: number,
  ): Promise<{ requester: string; error: StorageQuotaReached }[]> {
    const { userBytes } = this.config.storage.defaultQuotas;
    const refused = await this.usage.waitingWithoutSpace(tenantId, assetId, sizeBytes, userBytes);
    return refused.map(({ requester, limitBytes, storedBytes }) => ({
      requester,
      error: new StorageQuotaReached({ of: 'user', limitBytes, usedBytes: storedBytes }),
    }));
  }

  private async limits({ tenantId, requester }: Requester): Promise<Limits> {
    const { tenantBytes, userBytes } = this.config.storage.defaultQuotas;
    const person = personIn(requester);
    const own = await this.usage.quotas(tenantId, person);
    return {
      tenant: effectiveLimit(own.tenantBytes, tenantBytes),
      user: person === null ? undefined : effectiveLimit(own.userBytes, userBytes),
    };
  }

  /** A person without a limit is not counted: that costs as much as they have. */
  private async count(of: Requester, limits: Limits, storedBytes: number): Promise<Standings> {
    const { tenantBytes: reservedBytes } = await this.usage.reserved(of.tenantId, of.requester);
    const tenant = { limitBytes: limits.tenant, storedBytes, reservedBytes };
    return { tenant, user: typeof limits.user === 'number' ? await this.countUser(of, limits.user) : null };
  }

  private async countUser({ tenantId, requester }: Requester, limitBytes: number | null): Promise<Standing> {
    const [storedBytes, { requesterBytes: reservedBytes }] = [
      await this.usage.storedByRequester(tenantId, requester),
      await this.usage.reserved(tenantId, requester),
    ];
    return { limitBytes, storedBytes, reservedBytes };
  }

  /** @param anything nothing came yet: it may not begin where nothing is left */
  private requireSpace(standings: Standings, anything: boolean): void {
    for (const whose of ['tenant', 'user'] as const) {
      const standing = standings[whose];
      if (standing && isOver(standing, anything)) throw reached(whose, standings);
    }
  }
}

function fileKeyOf({ source_key: sourceKey, variant }: AskedDownload): string {
  return JSON.stringify([sourceKey, variant]);
}

function isOpen({ tenant, user }: Limits): boolean {
  return tenant === null && typeof user !== 'number';
}

function isOver({ limitBytes, storedBytes, reservedBytes }: Standing, anything: boolean): boolean {
  if (limitBytes === null) return false;
  const used = storedBytes + reservedBytes;
  return anything ? used >= limitBytes : used > limitBytes;
}

function reached(of: 'tenant' | 'user', standings: Standings): StorageQuotaReached {
  const { limitBytes, storedBytes, reservedBytes } = standings[of] ?? standings.tenant;
  return new StorageQuotaReached({ of, limitBytes: limitBytes ?? 0, usedBytes: storedBytes + reservedBytes });
}
