import { executeReturning, isFuture, isPast } from '@app/database';
import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { IsNull, Repository } from 'typeorm';
import type { Notice } from '../notice';
import { NoticeEntity } from './notice.entity';

/** Present ones that are told, of each tenant and of those for all: more than may be made. */
const MAX_TOLD = 50;

@Injectable()
export class NoticesRepository {
  constructor(@InjectRepository(NoticeEntity) private readonly notices: Repository<NoticeEntity>) {}

  /** Also removes those that are over. */
  async insertNotice(
    notice: Pick<Notice, 'tenantId' | 'kind' | 'message' | 'endsAt'>,
  ): Promise<Notice | undefined> {
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

  /** Those of these tenants and those for all, the newest first. However many one has, the others' are told. */
  listPresent(tenantIds: readonly string[]): Promise<Notice[]> {
    const ranked = this.notices
      .createQueryBuilder('present')
      .select('present.id', 'id')
      .addSelect('row_number() OVER (PARTITION BY present.tenantId ORDER BY present.id DESC)', 'place')
      .where('present.endsAt > now()')
      .andWhere('(present.tenantId IS NULL OR present.tenantId = ANY(:tenantIds))');
    return this.notices
      .createQueryBuilder('notice')
      .innerJoin(`(${ranked.getQuery()})`, 'ranked', 'ranked.id = notice.id AND ranked.place <= :limit')
      .setParameters({ tenantIds, limit: MAX_TOLD })
      .orderBy('notice.id', 'DESC')
      .getMany();
  }

  /** @param tenantId null: whosever it is */
  async deleteNotice(id: string, tenantId: string | null): Promise<Notice | undefined> {
    const which = { id, ...(tenantId === null ? {} : { tenantId }) };
    const [deleted] = await executeReturning(this.notices.createQueryBuilder().delete().where(which));
    return deleted;
  }
}
