import { Database, executeReturning, isFuture, isOlderThan, now, prepared, selectList } from '@app/database';
import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { In, IsNull, Not, Repository } from 'typeorm';
import { ApiKeyEntity } from './api-key.entity';

/** What is told of a key; neither its hash nor its signing secret leaves this folder with it. */
export type ApiKey = Omit<ApiKeyEntity, 'keyHash' | 'signingSecret'>;

export type NewApiKey = Pick<ApiKeyEntity, 'tenantId' | 'name' | 'keyHash' | 'prefix' | 'scopes'> &
  Partial<Pick<ApiKeyEntity, 'ratePerMinute' | 'signingSecret' | 'createdByUserId' | 'expiresAt'>>;

export interface EncryptedSigningSecret {
  keyHash: string;
  encrypted: string;
}

const SIGNING_SECRET = prepared(
  `SELECT key_hash AS "keyHash", signing_secret AS encrypted FROM api_keys WHERE id = $1 AND signing_secret IS NOT NULL`,
);

@Injectable()
export class ApiKeysRepository {
  private readonly byHash: string;

  constructor(
    private readonly database: Database,
    @InjectRepository(ApiKeyEntity) private readonly keys: Repository<ApiKeyEntity>,
  ) {
    this.byHash = prepared(`SELECT ${selectList(keys, 'k')} FROM api_keys k WHERE k.key_hash = $1`);
  }

  /** Also one that has ended: its holder is told so. */
  findByHash(keyHash: string): Promise<ApiKey | undefined> {
    // SQL because every request with a key waits for it.
    return this.database.row<ApiKey>(this.byHash, [keyHash]);
  }

  /** Of these, the ones that are still good. */
  findUsableKey(ids: readonly string[]): Promise<ApiKey[]> {
    const usable = { id: In([...ids]), revokedAt: IsNull() };
    return this.keys.find({
      where: [
        { ...usable, expiresAt: IsNull() },
        { ...usable, expiresAt: isFuture() },
      ],
    });
  }

  listKeys(tenantId: string): Promise<ApiKey[]> {
    return this.keys.find({ where: { tenantId }, order: { id: 'DESC' } });
  }

  /** Undefined when there is a key with this hash already. */
  async ensureKey(key: NewApiKey): Promise<ApiKey | undefined> {
    const insert = this.keys.createQueryBuilder().insert().values(key).orIgnore();
    const [added] = await executeReturning(insert);
    return added;
  }

  /** The first time counts. Undefined: the tenant has no such key. */
  async revokeKey(tenantId: string, id: string): Promise<ApiKey | undefined> {
    const revokedAt = () => 'COALESCE(revoked_at, now())';
    const update = this.keys.createQueryBuilder().update().set({ revokedAt }).where({ tenantId, id });
    const [revoked] = await executeReturning(update);
    return revoked;
  }

  /** At most once a minute: it tells whether a key is still in use, not when exactly. */
  async markUsed(id: string): Promise<void> {
    const update = this.keys.createQueryBuilder().update().set({ lastUsedAt: now });
    await update
      .where([
        { id, lastUsedAt: IsNull() },
        { id, lastUsedAt: isOlderThan({ mins: 1 }) },
      ])
      .execute();
  }

  findSigningSecret(id: string): Promise<EncryptedSigningSecret | undefined> {
    // SQL because every signed request waits for it.
    return this.database.row<EncryptedSigningSecret>(SIGNING_SECRET, [id]);
  }

  /** Of every key that can still be used. There are few: people make them by hand. */
  async listSigningSecrets(): Promise<EncryptedSigningSecret[]> {
    const keys = await this.keys.find({
      select: { keyHash: true, signingSecret: true },
      where: { signingSecret: Not(IsNull()) },
    });
    return keys.map(({ keyHash, signingSecret }) => ({ keyHash, encrypted: signingSecret ?? '' }));
  }

  /** Nothing happens when the secret is not any more what it was encrypted as. */
  async reencryptSecrets({ keyHash, encrypted }: EncryptedSigningSecret, renewed: string): Promise<boolean> {
    const changed = await this.keys.update({ keyHash, signingSecret: encrypted }, { signingSecret: renewed });
    return changed.affected === 1;
  }
}
