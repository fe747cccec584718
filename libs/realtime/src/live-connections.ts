import { AppConfig } from '@app/config';
import { Injectable } from '@nestjs/common';
import { TooManyConnections } from './realtime.errors';
import type { TopicKind } from './topic';

/** What a connection is counted by. */
export interface ConnectionOwner {
  tenantId: string;
  /** `user:<uuid>` or `key:<uuid>`. */
  caller: string;
  /** As `addressKey` writes it. */
  address: string;
  kind: TopicKind;
}

export type ConnectionCounts = Record<TopicKind | 'total', number>;

/** The open sockets and streams of this process, counted: there is an end to how many somebody may have. */
@Injectable()
export class LiveConnections {
  private readonly counts = new Map<string, number>();

  constructor(private readonly config: AppConfig) {}

  /** Counts one more until the answer is called, once. @throws TooManyConnections */
  openConnection(owner: ConnectionOwner): () => void {
    const { tenantId, caller, address, kind } = owner;
    const { max, maxOfCaller, maxOfAddress } = this.config.realtime;
    this.demand('process', 'all', max);
    this.demand('caller', `caller ${caller}`, maxOfCaller);
    this.demand('address', `address ${address}`, maxOfAddress);
    const keys = [
      'all',
      `caller ${caller}`,
      `address ${address}`,
      `kind ${kind}`,
      `tenant ${tenantId} ${kind}`,
    ];
    for (const key of keys) this.counts.set(key, this.count(key) + 1);
    return () => {
      for (const key of keys.splice(0)) this.close(key);
    };
  }

  /** @param tenantId without one: of all tenants */
  countsOf(tenantId?: string): ConnectionCounts {
    const prefix = tenantId === undefined ? 'kind' : `tenant ${tenantId}`;
    const of = (kind: TopicKind) => this.count(`${prefix} ${kind}`);
    const byKind = {
      download: of('download'),
      queue: of('queue'),
      stats: of('stats'),
      dashboard: of('dashboard'),
      general: of('general'),
      batch: of('batch'),
    };
    return { ...byKind, total: Object.values(byKind).reduce((sum, count) => sum + count, 0) };
  }

  private demand(of: 'process' | 'caller' | 'address', key: string, max: number): void {
    if (this.count(key) >= max) throw new TooManyConnections(of, max);
  }

  private count(key: string): number {
    return this.counts.get(key) ?? 0;
  }

  private close(key: string): void {
    const left = this.count(key) - 1;
    if (left > 0) this.counts.set(key, left);
    else this.counts.delete(key);
  }
}
