import { executeReturning, now } from '@app/database';
import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import type { Repository } from 'typeorm';
import { ScheduledWorkEntity } from './scheduled-work.entity';

@Injectable()
export class ScheduledWorkRepository {
  constructor(
    @InjectRepository(ScheduledWorkEntity) private readonly rows: Repository<ScheduledWorkEntity>,
  ) {}

  /** True for the one who is to do it now: it was begun longer ago than that, or never. */
  async beginDue(name: string, everyHours: number): Promise<boolean> {
    const insert = this.rows.createQueryBuilder('w').insert().values({ name, begunAt: now });
    insert.orUpdate(['begun_at'], ['name'], {
      overwriteCondition: {
        where: `w.begun_at < now() - :everyHours * interval '1 hour'`,
        parameters: { everyHours },
      },
    });
    return (await executeReturning(insert, ['name'])).length > 0;
  }

  findByName(name: string): Promise<ScheduledWorkEntity | null> {
    return this.rows.findOneBy({ name });
  }

  /** Where work that is done in slices continues; null: at the beginning. */
  async findPosition(name: string): Promise<string | null> {
    return (await this.findByName(name))?.position ?? null;
  }

  async savePosition(name: string, position: string | null): Promise<void> {
    await this.rows.upsert({ name, position }, ['name']);
  }
}
