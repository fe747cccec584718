import { Database } from '@app/database';
import { Injectable } from '@nestjs/common';
import type { ApiKeyEntity } from './api-key.entity';

export type NewApiKey = Pick<ApiKeyEntity, 'tenantId' | 'name' | 'keyHash' | 'prefix' | 'scopes'>;
export type UsableApiKey = Pick<ApiKeyEntity, 'id' | 'tenantId' | 'name' | 'scopes'>;

@Injectable()
export class ApiKeysRepository {
  constructor(private readonly database: Database) {}

  /** A key that is neither revoked nor expired. */
  findUsable(keyHash: string): Promise<UsableApiKey | undefined> {
    return this.database.row<UsableApiKey>(
      `SELECT id, tenant_id AS "tenantId", name, scopes FROM api_keys
       WHERE key_hash = $1 AND revoked_at IS NULL AND (expires_at IS NULL OR expires_at > now())`,
      [keyHash],
    );
  }

  async addIfAbsent({ tenantId, name, keyHash, prefix, scopes }: NewApiKey): Promise<boolean> {
    const added = await this.database.rows(
      `INSERT INTO api_keys (tenant_id, name, key_hash, prefix, scopes) VALUES ($1, $2, $3, $4, $5)
       ON CONFLICT (key_hash) DO NOTHING RETURNING id`,
      [tenantId, name, keyHash, prefix, scopes],
    );
    return added.length > 0;
  }

  /** At most once a minute: it tells whether a key is still in use, not when exactly. */
  async markUsed(id: string): Promise<void> {
    await this.database.affected(
      `UPDATE api_keys SET last_used_at = now()
       WHERE id = $1 AND (last_used_at IS NULL OR last_used_at < now() - interval '1 minute')`,
      [id],
    );
  }
}
