import { Database } from '@app/database';
import { Injectable } from '@nestjs/common';
import type { ApiKeyEntity } from './api-key.entity';

/** What is told of a key; neither its hash nor its signing secret leaves this folder with it. */
export type ApiKey = Omit<ApiKeyEntity, 'keyHash' | 'signingSecret'>;

export type NewApiKey = Pick<ApiKeyEntity, 'tenantId' | 'name' | 'keyHash' | 'prefix' | 'scopes'> &
  Partial<Pick<ApiKeyEntity, 'ratePerMinute' | 'signingSecret' | 'createdByUserId' | 'expiresAt'>>;

export interface EncryptedSigningSecret {
  keyHash: string;
  encrypted: string;
}

const COLUMNS = `id, tenant_id AS "tenantId", name, prefix, scopes, rate_per_minute AS "ratePerMinute",
  created_by_user_id AS "createdByUserId", expires_at AS "expiresAt", revoked_at AS "revokedAt",
  last_used_at AS "lastUsedAt", created_at AS "createdAt"`;

@Injectable()
export class ApiKeysRepository {
  constructor(private readonly database: Database) {}

  /** Also one that has ended: its holder is told so. */
  findByHash(keyHash: string): Promise<ApiKey | undefined> {
    return this.database.row<ApiKey>(`SELECT ${COLUMNS} FROM api_keys WHERE key_hash = $1`, [keyHash]);
  }

  list(tenantId: string): Promise<ApiKey[]> {
    return this.database.rows<ApiKey>(
      `SELECT ${COLUMNS} FROM api_keys WHERE tenant_id = $1 ORDER BY id DESC`,
      [tenantId],
    );
  }

  /** Undefined when there is a key with this hash already. */
  addIfAbsent(key: NewApiKey): Promise<ApiKey | undefined> {
    const { tenantId, name, keyHash, prefix, scopes } = key;
    const { ratePerMinute = null, signingSecret = null, createdByUserId = null, expiresAt = null } = key;
    return this.database.row<ApiKey>(
      `INSERT INTO api_keys
         (tenant_id, name, key_hash, prefix, scopes, rate_per_minute, signing_secret, created_by_user_id, expires_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT (key_hash) DO NOTHING RETURNING ${COLUMNS}`,
      [tenantId, name, keyHash, prefix, scopes, ratePerMinute, signingSecret, createdByUserId, expiresAt],
    );
  }

  /** The first time counts. Undefined: the tenant has no such key. */
  revoke(tenantId: string, id: string): Promise<ApiKey | undefined> {
    return this.database.row<ApiKey>(
      `UPDATE api_keys SET revoked_at = coalesce(revoked_at, now()) WHERE tenant_id = $1 AND id = $2
       RETURNING ${COLUMNS}`,
      [tenantId, id],
    );
  }

  /** At most once a minute: it tells whether a key is still in use, not when exactly. */
  async markUsed(id: string): Promise<void> {
    await this.database.affected(
      `UPDATE api_keys SET last_used_at = now()
       WHERE id = $1 AND (last_used_at IS NULL OR last_used_at < now() - interval '1 minute')`,
      [id],
    );
  }

  findSigningSecret(id: string): Promise<EncryptedSigningSecret | undefined> {
    return this.database.row<EncryptedSigningSecret>(
      `SELECT key_hash AS "keyHash", signing_secret AS encrypted FROM api_keys
       WHERE id = $1 AND signing_secret IS NOT NULL`,
      [id],
    );
  }

  /** Of every key that can still be used. There are few: people make them by hand. */
  listSigningSecrets(): Promise<EncryptedSigningSecret[]> {
    return this.database.rows<EncryptedSigningSecret>(
      `SELECT key_hash AS "keyHash", signing_secret AS encrypted FROM api_keys WHERE signing_secret IS NOT NULL`,
    );
  }

  /** Nothing happens when the secret is not any more what it was encrypted as. */
  async reencrypt({ keyHash, encrypted }: EncryptedSigningSecret, renewed: string): Promise<boolean> {
    const changed = await this.database.affected(
      `UPDATE api_keys SET signing_secret = $3 WHERE key_hash = $1 AND signing_secret = $2`,
      [keyHash, encrypted, renewed],
    );
    return changed > 0;
  }
}
