import { Database } from '@app/database';
import { Injectable } from '@nestjs/common';

const FRESH = `created_at > now() - interval '1 day'`;

@Injectable()
export class SetupTokensRepository {
  constructor(private readonly database: Database) {}

  /** True for the one process of all that gets to offer a token while another is not older than a day. */
  async offer(tokenHash: string): Promise<boolean> {
    const offered = await this.database.rows(
      `INSERT INTO setup_tokens AS t (token_hash) VALUES ($1)
       ON CONFLICT (single) DO UPDATE SET token_hash = $1, created_at = now() WHERE NOT t.${FRESH} RETURNING 1`,
      [tokenHash],
    );
    return offered.length > 0;
  }

  async isUsable(tokenHash: string): Promise<boolean> {
    const sql = `SELECT 1 FROM setup_tokens WHERE token_hash = $1 AND ${FRESH}`;
    return (await this.database.row(sql, [tokenHash])) !== undefined;
  }

  /** True for one of those who use it at once. */
  async use(tokenHash: string): Promise<boolean> {
    const sql = `DELETE FROM setup_tokens WHERE token_hash = $1 AND ${FRESH}`;
    return (await this.database.affected(sql, [tokenHash])) === 1;
  }
}
