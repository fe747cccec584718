import { executeReturning, isOlderThan, now } from '@app/database';
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

/** As SQL: its day is over, or the first request with it died. */
const MAY_BE_TAKEN = `k.created_at < now() - interval '1 day'
  OR (k.status IS NULL AND k.created_at < now() - interval '1 minute')`;

@Injectable()
export class IdempotencyKeysRepository {
  constructor(
    @InjectRepository(IdempotencyKeyEntity) private readonly keys: Repository<IdempotencyKeyEntity>,
  ) {}

  /** True for the first request with this key; a first one that gave no sign of life for a minute does not count. */
  async reserveKey({ tenantId, requester, key }: IdempotencyKey, requestHash: string): Promise<boolean> {
    const insert = this.keys.createQueryBuilder('k').insert();
    // What a request before has left in a row gives way to the defaults of these columns.
    insert.values({ tenantId, requester, key, requestHash, createdAt: now });
    insert.orUpdate(
      ['request_hash', 'status', 'location', 'body', 'created_at'],
      ['tenant_id', 'requester', 'key'],
      {
        overwriteCondition: { where: MAY_BE_TAKEN },
      },
    );
    return (await executeReturning(insert, ['key'])).length > 0;
  }

  /** The first request still runs: nobody else is to begin what it does. */
  async renewKey({ tenantId, requester, key }: IdempotencyKey): Promise<void> {
    await this.keys.update({ tenantId, requester, key, status: IsNull() }, { createdAt: now });
  }

  async findKey({ tenantId, requester, key }: IdempotencyKey): Promise<KeptAnswer | undefined> {
    return (await this.keys.findOneBy({ tenantId, requester, key })) ?? undefined;
  }

  async saveAnswer(
    { tenantId, requester, key }: IdempotencyKey,
    { status, location, body }: Omit<KeptAnswer, 'requestHash'>,
  ): Promise<void> {
    await this.keys.update({ tenantId, requester, key }, { status, location, body: body as object });
  }

  /** Keys count for a day. */
  async pruneExpired(): Promise<void> {
    await this.keys.delete({ createdAt: isOlderThan({ days: 1 }) });
  }

  /** The request failed: the next one with this key is a first one. */
  async deleteKey({ tenantId, requester, key }: IdempotencyKey): Promise<void> {
    await this.keys.delete({ tenantId, requester, key, status: IsNull() });
  }
}
