import { Database } from '@app/database';
import { Injectable } from '@nestjs/common';

@Injectable()
export class TenantsRepository {
  constructor(private readonly database: Database) {}

  async exists(id: string): Promise<boolean> {
    return (await this.database.row('SELECT id FROM tenants WHERE id = $1', [id])) !== undefined;
  }

  async addIfAbsent(id: string): Promise<void> {
    await this.database.rows(`INSERT INTO tenants (id, name) VALUES ($1, $1) ON CONFLICT (id) DO NOTHING`, [
      id,
    ]);
  }
}
