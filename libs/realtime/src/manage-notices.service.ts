import { type ActingCaller, SecurityEvents } from '@app/audit';
import type { Viewer } from '@app/kernel';
import { Signals } from '@app/queue';
import { Injectable } from '@nestjs/common';
import type { Notice } from './notice';
import { NoticesRepository } from './persistence/notices.repository';
import { NoticeNotFound, TooManyNotices } from './realtime.errors';

/** More than these nobody reads. */
const MAX_PRESENT = 20;

/** What admins tell people. */
@Injectable()
export class ManageNotices {
  constructor(
    private readonly notices: NoticesRepository,
    private readonly signals: Signals,
    private readonly events: SecurityEvents,
  ) {}

  listNotices({ tenantId }: Viewer): Promise<Notice[]> {
    return this.notices.listFor(tenantId);
  }

  /** @param notice `tenantId` null: for all tenants @throws TooManyNotices */
  async create(
    notice: Pick<Notice, 'tenantId' | 'kind' | 'message' | 'endsAt'>,
    caller: ActingCaller,
  ): Promise<Notice> {
    if ((await this.notices.countPresent(notice.tenantId)) >= MAX_PRESENT)
      throw new TooManyNotices(MAX_PRESENT);
    const added = await this.notices.insertNotice(notice);
    if (!added) throw new NoticeNotFound('that was just made');
    await this.signals.send('notices.changed', {});
    await this.record('notice.made', added, caller);
    return added;
  }

  /** @param tenantId null: whosever it is @throws NoticeNotFound */
  async withdraw(id: string, tenantId: string | null, caller: ActingCaller): Promise<void> {
    const withdrawn = await this.notices.deleteNotice(id, tenantId);
    if (!withdrawn) throw new NoticeNotFound(id);
    await this.signals.send('notices.changed', {});
    await this.record('notice.withdrawn', withdrawn, caller);
  }

  private record(action: string, { id, tenantId }: Notice, caller: ActingCaller): Promise<void> {
    const detail = { for_all: tenantId === null };
    return this.events.recordAction(caller, action, { subject: id, detail });
  }
}
