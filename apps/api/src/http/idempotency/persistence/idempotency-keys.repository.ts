import { Database, isOlderThan } from '@app/database';
import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { IsNull, Repository } from 'typeorm';
import { IdempotencyKeyEntity } from './idempotency-key.entity';

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
  constructor(
    private readonly database: Database,
    @InjectRepository(IdempotencyKeyEntity) private readonly keys: Repository<IdempotencyKeyEntity>,
  ) {}

  /** True for the first request with this key; a first one that died a minute ago does not count. */
  async reserveKey({ tenantId, requester, key }: IdempotencyKey, requestHash: string): Promise<boolean> {
    // SQL because every request with a key waits for it.
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

  async findKey({ tenantId, requester, key }: IdempotencyKey): Promise<KeptAnswer | undefined> {
    return (await this.keys.findOneBy({ tenantId, requester, key })) ?? undefined;
  }

  async saveAnswer(
    { tenantId, requester, key }: IdempotencyKey,
    { status, location, body }: Omit<KeptAnswer, 'requestHash'>,
  ): Promise<void> {
    // SQL because every request with a key waits for it.
    await this.database.affected(
      `UPDATE idempotency_keys SET status = $4, location = $5, body = $6
       WHERE tenant_id = $1 AND requester = $2 AND key = $3`,
      [tenantId, requester, key, status, location, JSON.stringify(body)],
    );
  }

  /** Keys count for a day. */
  async pruneExpired(): Promise<void> {
    await this.keys.delete({ createdAt: isOlderThan({ days: 1 }) });
  }

  /** The request failed: the next one with this key is a first one. */
  async delete({ tenantId, requester, key }: IdempotencyKey): Promise<void> {
    await this.keys.delete({ tenantId, requester, key, status: IsNull() });
  }
}
