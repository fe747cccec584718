import { Database } from '@app/database';
import { Injectable } from '@nestjs/common';

@Injectable()
export class ScheduledWorkRepository {
  constructor(private readonly database: Database) {}

  /** True for the one who is to do it now: it was begun longer ago than that, or never. */
  async begin(name: string, everyHours: number): Promise<boolean> {
    const rows = await this.database.rows(
      `INSERT INTO scheduled_work AS w (name) VALUES ($1)
       ON CONFLICT (name) DO UPDATE SET begun_at = now() WHERE w.begun_at < now() - $2 * interval '1 hour'
       RETURNING name`,
      [name, everyHours],
    );
    return rows.length > 0;
  }
}
