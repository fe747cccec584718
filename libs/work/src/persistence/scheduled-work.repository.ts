import { Database } from '@app/database';
import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import type { Repository } from 'typeorm';
import { ScheduledWorkEntity } from './scheduled-work.entity';

@Injectable()
export class ScheduledWorkRepository {
  constructor(
    private readonly database: Database,
    @InjectRepository(ScheduledWorkEntity) private readonly rows: Repository<ScheduledWorkEntity>,
  ) {}

  /** True for the one who is to do it now: it was begun longer ago than that, or never. */
  async beginDue(name: string, everyHours: number): Promise<boolean> {
    // SQL: builders know no condition on what a conflict updates.
    const rows = await this.database.rows(
      `INSERT INTO scheduled_work AS w (name) VALUES ($1)
       ON CONFLICT (name) DO UPDATE SET begun_at = now() WHERE w.begun_at < now() - $2 * interval '1 hour'
       RETURNING name`,
      [name, everyHours],
    );
    return rows.length > 0;
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
