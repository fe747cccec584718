import { Injectable } from '@nestjs/common';
import { type Notice, noticeData } from './notice';
import { NoticesRepository } from './persistence/notices.repository';

const KEEP_MS = 1_000;

type Told = ReturnType<typeof noticeData>[];

/** The notices that hold now, for what shows them beside other things: read once a second at most for each tenant. */
@Injectable()
export class PresentNotices {
  private readonly known = new Map<string, { told: Promise<Told>; until: number }>();

  constructor(private readonly notices: NoticesRepository) {}

  /** Those of the tenant and those for all, the newest first. */
  of(tenantId: string): Promise<Told> {
    const now = performance.now();
    for (const [key, { until }] of this.known) if (until < now) this.known.delete(key);
    const known = this.known.get(tenantId);
    if (known) return known.told;
    const told = this.notices.listFor(tenantId).then((all: Notice[]) => all.map(noticeData));
    this.known.set(tenantId, { told, until: now + KEEP_MS });
    told.catch(() => this.known.delete(tenantId));
    return told;
  }

  /** One was made or withdrawn. */
  forget(): void {
    this.known.clear();
  }
}
