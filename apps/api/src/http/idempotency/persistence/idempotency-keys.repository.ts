import { Database } from '@app/database';
import { Injectable } from '@nestjs/common';

export interface IdempotencyKey {
  tenantId: string;
  requester: string;
  key: string;
}

export interface KeptAnswer {
  requestHash: string;
  status: number | null;
  location: string | null;
  body: unknown;
}

@Injectable()
export class IdempotencyKeysRepository {
  constructor(private readonly database: Database) {}

  /** True for the first request with this key; a first one that died a minute ago does not count. */
  async begin({ tenantId, requester, key }: IdempotencyKey, requestHash: string): Promise<boolean> {
    const rows = await this.database.rows(
      `INSERT INTO idempotency_keys AS k (tenant_id, requester, key, request_hash) VALUES ($1, $2, $3, $4)
       ON CONFLICT (tenant_id, requester, key) DO UPDATE SET request_hash = EXCLUDED.request_hash, status = NULL, body = NULL,
         created_at = now()
       WHERE k.created_at < now() - interval '1 day' OR (k.status IS NULL AND k.created_at < now() - interval '1 minute')
       RETURNING key`,
      [tenantId, requester, key, requestHash],
    );
    return rows.length > 0;
  }

  async find({ tenantId, requester, key }: IdempotencyKey): Promise<KeptAnswer | undefined> {
    return this.database.row<KeptAnswer>(
      `SELECT request_hash AS "requestHash", status, location, body FROM idempotency_keys
       WHERE tenant_id = $1 AND requester = $2 AND key = $3`,
      [tenantId, requester, key],
    );
  }

  async keep(
    { tenantId, requester, key }: IdempotencyKey,
    answer: Omit<KeptAnswer, 'requestHash'>,
  ): Promise<void> {
    await this.database.affected(
      `UPDATE idempotency_keys SET status = $4, location = $5, body = $6
       WHERE tenant_id = $1 AND requester = $2 AND key = $3`,
      [tenantId, requester, key, answer.status, answer.location, JSON.stringify(answer.body)],
    );
  }

  /** Keys count for a day. */
  async pruneExpired(): Promise<void> {
    await this.database.affected(`DELETE FROM idempotency_keys WHERE created_at < now() - interval '1 day'`);
  }

  /** The request failed: the next one with this key is a first one. */
  async delete({ tenantId, requester, key }: IdempotencyKey): Promise<void> {
    await this.database.affected(
      `DELETE FROM idempotency_keys WHERE tenant_id = $1 AND requester = $2 AND key = $3 AND status IS NULL`,
      [tenantId, requester, key],
    );
  }
}
