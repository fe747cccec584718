import type { Owner } from '../owner';
import type { Candidate } from './fairness';

/** A person and a host that something of theirs waits for. */
export interface Line extends Owner {
  host: string;
  /** Of the person in the round of their tenant, from the cursor on. */
  place: number;
}

/** Where the next window begins: behind these, by their order. */
export interface Cursors {
  tenant: string;
  /** By tenant: a person. */
  people: Record<string, string>;
  /** By `personOf`: a host. */
  hosts: Record<string, string>;
}

/** Who has no more hosts than this is always seen whole. */
export const MIN_HOSTS = 4;
/** Who is not remembered begins at the front. */
const MAX_REMEMBERED = 4_096;

/**
 * Only so many tenants, people and hosts are looked at each time; this remembers where to go on, so that all come by
 * turns, whatever can begin. Kept by the one dispatcher there is.
 */
export class WaitingWindow {
  private tenant = '';
  private readonly people = new Map<string, string>();
  private readonly hosts = new Map<string, string>();

  get cursors(): Cursors {
    return {
      tenant: this.tenant,
      people: Object.fromEntries(this.people),
      hosts: Object.fromEntries(this.hosts),
    };
  }

  /**
   * Behind the last tenant and the last host of each person. Among people, behind the last who had a turn: those who only
   * lacked room stay first. Where nobody has anything that may begin, behind all of them.
   * @param lines in order, as they were looked at
   */
  advance(lines: readonly Line[], candidates: readonly Candidate[], chosen: readonly Candidate[]): void {
    this.tenant = lines.at(-1)?.tenantId ?? this.tenant;
    const able = new Set(candidates.map(({ tenantId }) => tenantId));
    const served = Map.groupBy(chosen, ({ tenantId }) => tenantId);
    for (const [tenantId, seen] of Map.groupBy(lines, (line) => line.tenantId)) {
      const last = lastOf(served.get(tenantId) ?? (able.has(tenantId) ? [] : seen));
      if (last) remember(this.people, tenantId, last.requester);
      this.passHosts(tenantId, seen);
    }
  }

  private passHosts(tenantId: string, seen: readonly Line[]): void {
    for (const [requester, lines] of Map.groupBy(seen, (line) => line.requester)) {
      const key = `${tenantId} ${requester}`;
      if (lines.length < MIN_HOSTS) this.hosts.delete(key);
      else remember(this.hosts, key, lines.at(-1)?.host ?? '');
    }
  }
}

/** The longest untouched go first. */
function remember(cursors: Map<string, string>, key: string, name: string): void {
  cursors.delete(key);
  cursors.set(key, name);
  for (const oldest of cursors.keys()) {
    if (cursors.size <= MAX_REMEMBERED) return;
    cursors.delete(oldest);
  }
}

function lastOf<T extends { place: number }>(some: readonly T[]): T | undefined {
  return some.reduce<T | undefined>((last, one) => (last && last.place > one.place ? last : one), undefined);
}
