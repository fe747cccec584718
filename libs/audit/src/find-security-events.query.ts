import { Clock } from '@app/kernel';
import { plainAddress } from '@app/limits';
import { Injectable } from '@nestjs/common';
import {
  type EventCount,
  type RefusedAddress,
  type SecurityEventFilter,
  SecurityEventsRepository,
  type StoredSecurityEvent,
} from './persistence/security-events.repository';

export interface EventPage {
  events: StoredSecurityEvent[];
  /** Null: that was all. */
  nextPageToken: string | null;
}

export interface EventStats {
  from: Date;
  counts: EventCount[];
  /** Who was refused most. */
  addresses: RefusedAddress[];
}

/** Who asks. */
interface Reader {
  role: string;
  tenantId: string;
}

const ADDRESSES = 10;
const HOUR_MS = 3_600_000;

/** The audit trail of the reader's tenant; for super-admins that of all, and what belongs to none. */
@Injectable()
export class FindSecurityEvents {
  constructor(
    private readonly events: SecurityEventsRepository,
    private readonly clock: Clock,
  ) {}

  /** @param pageToken id of the last event of the page before */
  async listEvents(
    filter: SecurityEventFilter,
    { pageSize, pageToken }: { pageSize: number; pageToken?: string },
    reader: Reader,
  ): Promise<EventPage> {
    const page = { before: pageToken, limit: pageSize + 1 };
    const scope = scopeOf(reader);
    const ip = filter.ip === undefined ? undefined : plainAddress(filter.ip);
    const found = await this.events.findEvents(scope, { ...filter, ip }, page);
    const events = found
      .slice(0, pageSize)
      .map((event) => ({ ...event, seq: scope === null ? event.seq : null }));
    return { events, nextPageToken: found.length > pageSize ? (events.at(-1)?.id ?? null) : null };
  }

  /** Of the last hours. */
  async stats(hours: number, reader: Reader): Promise<EventStats> {
    const scope = scopeOf(reader);
    const from = new Date(this.clock.now().getTime() - hours * HOUR_MS);
    const [counts, addresses] = await Promise.all([
      this.events.countEvents(scope, from),
      this.events.refusedAddresses(scope, from, ADDRESSES),
    ]);
    return { from, counts, addresses };
  }
}

function scopeOf({ role, tenantId }: Reader): string | null {
  return role === 'super_admin' ? null : tenantId;
}
