import { hashSecret, KeyRing, newSecret } from '@app/security';
import { Injectable, Logger } from '@nestjs/common';
import { ApiKeyNotFound } from './auth.errors';
import type { Caller, Scope } from './caller';
import { type ApiKey, ApiKeysRepository } from './persistence/api-keys.repository';

export interface ApiKeyWish {
  name: string;
  scopes: readonly Scope[];
  /** Null: for ever. */
  expiresAt: Date | null;
  ratePerMinute: number;
}

export interface MadeApiKey {
  apiKey: ApiKey;
  /** Told now and never again. */
  secret: string;
  /** Signs requests on behalf of people; only with the scope for it. Told now and never again. */
  signingSecret: string | null;
}

const PREFIX_LENGTH = 12;

/** A signing secret opens only beside the key it was made for. */
export function signingPurpose(keyHash: string): string {
  return `api-key-signing:${keyHash}`;
}

/** The keys of the caller's own tenant. */
@Injectable()
export class ManageApiKeys {
  private readonly logger = new Logger(ManageApiKeys.name);

  constructor(
    private readonly keys: ApiKeysRepository,
    private readonly ring: KeyRing,
  ) {}

  list({ tenantId }: Caller): Promise<ApiKey[]> {
    return this.keys.list(tenantId);
  }

  async make({ name, scopes, expiresAt, ratePerMinute }: ApiKeyWish, caller: Caller): Promise<MadeApiKey> {
    const secret = `cdl_${newSecret()}`;
    const keyHash = hashSecret(secret);
    const signingSecret = scopes.includes('act-on-behalf') ? newSecret() : null;
    const apiKey = await this.keys.addIfAbsent({
      tenantId: caller.tenantId,
      name,
      keyHash,
      prefix: secret.slice(0, PREFIX_LENGTH),
      scopes: [...scopes],
      ratePerMinute,
      signingSecret: signingSecret === null ? null : this.ring.seal(signingSecret, signingPurpose(keyHash)),
      createdByUserId: caller.userId ?? null,
      expiresAt,
    });
    if (!apiKey) throw new ApiKeyNotFound('that was just made');
    this.logger.log({ message: 'API key made', api_key_id: apiKey.id, tenant_id: caller.tenantId });
    return { apiKey, secret, signingSecret };
  }

  /** From now on the key is nobody's. @throws ApiKeyNotFound */
  async revoke(id: string, { tenantId }: Caller): Promise<void> {
    const revoked = await this.keys.revoke(tenantId, id);
    if (!revoked) throw new ApiKeyNotFound(id);
    this.logger.log({ message: 'API key revoked', api_key_id: id, tenant_id: tenantId });
  }
}
