import { Database } from '@app/database';
import { Injectable } from '@nestjs/common';

@Injectable()
export class FirstAdminsRepository {
  constructor(private readonly database: Database) {}

  async wasMade(): Promise<boolean> {
    return (await this.database.row('SELECT 1 FROM first_admins')) !== undefined;
  }

  /** True for the one process of all that may make the first admin, and only ever once. */
  async markMade(): Promise<boolean> {
    const sql = 'INSERT INTO first_admins (single) VALUES (true) ON CONFLICT DO NOTHING RETURNING 1';
    return (await this.database.rows(sql)).length > 0;
  }
}
