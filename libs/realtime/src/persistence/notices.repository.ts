import { executeReturning, isFuture, isPast } from '@app/database';
import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { IsNull, Repository } from 'typeorm';
import type { Notice } from '../notice';
import { NoticeEntity } from './notice.entity';

/** Present ones that are told at once, of all tenants. */
const MAX_TOLD = 1_000;

@Injectable()
export class NoticesRepository {
  constructor(@InjectRepository(NoticeEntity) private readonly notices: Repository<NoticeEntity>) {}

  /** Also removes those that are over. */
  async add(notice: Pick<Notice, 'tenantId' | 'kind' | 'message' | 'endsAt'>): Promise<Notice | undefined> {
    await this.notices.delete({ endsAt: isPast() });
    const insert = this.notices.createQueryBuilder().insert().values(notice);
    const [added] = await executeReturning(insert);
    return added;
  }

  countPresent(tenantId: string | null): Promise<number> {
    return this.notices.countBy({ tenantId: tenantId ?? IsNull(), endsAt: isFuture() });
  }

  /** Those of the tenant and those for all, the newest first. */
  listFor(tenantId: string): Promise<Notice[]> {
    const endsAt = isFuture();
    return this.notices.find({
      where: [
        { tenantId, endsAt },
        { tenantId: IsNull(), endsAt },
      ],
      order: { id: 'DESC' },
    });
  }

  listPresent(): Promise<Notice[]> {
    return this.notices.find({ where: { endsAt: isFuture() }, order: { id: 'DESC' }, take: MAX_TOLD });
  }

  /** @param tenantId null: whosever it is */
  async delete(id: string, tenantId: string | null): Promise<Notice | undefined> {
    const which = { id, ...(tenantId === null ? {} : { tenantId }) };
    const [deleted] = await executeReturning(this.notices.createQueryBuilder().delete().where(which));
    return deleted;
  }
}
