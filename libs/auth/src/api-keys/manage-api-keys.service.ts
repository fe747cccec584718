import { SecurityEvents } from '@app/audit';
import { Database } from '@app/database';
import { hashSecret, KeyRing, newSecret } from '@app/security';
import { Injectable } from '@nestjs/common';
import { ApiKeyNotFound } from '../auth.errors';
import { KnownApiKeys } from './known-api-keys.service';
import type { Caller, Scope } from '../callers/caller';
import { type ApiKey, ApiKeysRepository } from './persistence/api-keys.repository';
import { ManageUsers } from '../users/manage-users.service';

export interface CreateApiKeyInput {
  name: string;
  scopes: readonly Scope[];
  /** Null: for ever. */
  expiresAt: Date | null;
  ratePerMinute: number;
}

export interface CreatedApiKey {
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
  constructor(
    private readonly database: Database,
    private readonly people: ManageUsers,
    private readonly keys: ApiKeysRepository,
    private readonly known: KnownApiKeys,
    private readonly ring: KeyRing,
    private readonly events: SecurityEvents,
  ) {}

  listKeys({ tenantId }: Caller): Promise<ApiKey[]> {
    return this.keys.listKeys(tenantId);
  }

  async make(
    { name, scopes, expiresAt, ratePerMinute }: CreateApiKeyInput,
    caller: Caller,
  ): Promise<CreatedApiKey> {
    const secret = `cdl_${newSecret()}`;
    const keyHash = hashSecret(secret);
    const signingSecret = scopes.includes('act-on-behalf') ? newSecret() : null;
    const wanted = {
      tenantId: caller.tenantId,
      name,
      keyHash,
      prefix: secret.slice(0, PREFIX_LENGTH),
      scopes: [...scopes],
      ratePerMinute,
      signingSecret:
        signingSecret === null ? null : this.ring.encrypt(signingSecret, signingPurpose(keyHash)),
      createdByUserId: caller.userId ?? null,
      expiresAt,
    };
    const apiKey = await this.database.transaction(async () => {
      // It would outlive whoever made it.
      await this.people.holdActing(caller);
      return this.keys.ensureKey(wanted);
    });
    if (!apiKey) throw new ApiKeyNotFound('that was just made');
    await this.record('api-key.made', apiKey, caller);
    return { apiKey, secret, signingSecret };
  }

  /** From now on the key is nobody's. @throws ApiKeyNotFound */
  async revokeKey(id: string, caller: Caller): Promise<void> {
    const revoked = await this.keys.revokeKey(caller.tenantId, id);
    if (!revoked) throw new ApiKeyNotFound(id);
    await this.known.announceRevocation();
    await this.record('api-key.revoked', revoked, caller);
  }

  private record(action: string, { id, name, scopes, prefix }: ApiKey, caller: Caller): Promise<void> {
    const detail = { name, scopes, prefix };
    return this.events.recordAction(caller, action, { subject: `key:${id}`, detail });
  }
}
