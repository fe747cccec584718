import { Database, executeReturning, fromNow, isPast, now } from '@app/database';
import type { Viewer } from '@app/kernel';
import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { In, IsNull, MoreThan, Not, Repository } from 'typeorm';
import type { Credential } from '../credential';
import { missingFeatures } from '../features';
import { CredentialEntity } from './credential.entity';

export interface ConnectedAccount {
  tenantId: string;
  ownerUserId: string | null;
  googleSub: string;
  email: string | null;
  scopes: string[];
  /** Encrypted. */
  accessToken: string;
  accessExpiresAt: Date | null;
  /** Encrypted; null when Google gave none, which keeps the one we have. */
  refreshToken: string | null;
  refreshExpiresAt: Date | null;
}

const SECRETS = {
  id: true,
  tenantId: true,
  googleSub: true,
  email: true,
  status: true,
  scopes: true,
  accessToken: true,
  refreshToken: true,
  accessExpiresAt: true,
} as const;

/** What is needed to use an account; the tokens are encrypted. */
export type CredentialSecrets = Pick<CredentialEntity, keyof typeof SECRETS>;

export interface RenewedTokens {
  id: number;
  renewalId: string;
  /** Encrypted. */
  accessToken: string;
  accessExpiresAt: Date | null;
  /** Encrypted; null when Google gave none, which keeps the one we have. */
  refreshToken: string | null;
}

/** Somebody renews a token for at most so long: longer than Google is waited for. */
const RENEWAL_SECONDS = 15;
const NO_TOKENS = { accessToken: null, refreshToken: null };
const NO_RENEWAL = { renewalId: null, renewalUntil: null };

@Injectable()
export class CredentialsRepository {
  constructor(
    private readonly database: Database,
    @InjectRepository(CredentialEntity) private readonly credentials: Repository<CredentialEntity>,
  ) {}

  /**
   * Connecting the same account again renews it. While it is active it stays its owner's: undefined for anybody else,
   * who may have been led to connect it.
   */
  async saveConnected(account: ConnectedAccount): Promise<number | undefined> {
    // SQL because what stays and what is replaced differs from column to column.
    const saved = await this.database.row<{ id: number }>(
      `INSERT INTO credentials (tenant_id, owner_user_id, google_sub, email, scopes, access_token, access_expires_at,
         refresh_token, refresh_expires_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
       ON CONFLICT (tenant_id, google_sub) DO UPDATE SET
         owner_user_id = EXCLUDED.owner_user_id, email = EXCLUDED.email, scopes = EXCLUDED.scopes, status = 'active',
         access_token = EXCLUDED.access_token, access_expires_at = EXCLUDED.access_expires_at,
         refresh_token = COALESCE(EXCLUDED.refresh_token, credentials.refresh_token),
         refresh_expires_at = EXCLUDED.refresh_expires_at, revoked_at = NULL, connected_at = now(),
         updated_at = now(), renewal_id = NULL, renewal_until = NULL
       WHERE credentials.status <> 'active' OR credentials.owner_user_id IS NOT DISTINCT FROM EXCLUDED.owner_user_id
       RETURNING id`,
      [
        account.tenantId,
        account.ownerUserId,
        account.googleSub,
        account.email,
        account.scopes,
        account.accessToken,
        account.accessExpiresAt,
        account.refreshToken,
        account.refreshExpiresAt,
      ],
    );
    return saved?.id;
  }

  async findByAccount(tenantId: string, googleSub: string): Promise<{ id: number } | undefined> {
    return (await this.credentials.findOneBy({ tenantId, googleSub })) ?? undefined;
  }

  async findUsableCredential(id: number, viewer: Viewer): Promise<Credential | undefined> {
    const found = await this.credentials.findOneBy({ ...usableBy(viewer), id });
    return found ? toCredential(found) : undefined;
  }

  async findCredential(id: number): Promise<Credential | undefined> {
    const found = await this.credentials.findOneBy({ id });
    return found ? toCredential(found) : undefined;
  }

  async listCredentials(viewer: Viewer): Promise<Credential[]> {
    const found = await this.credentials.find({ where: usableBy(viewer), order: { id: 'ASC' } });
    return found.map(toCredential);
  }

  async findSecrets(id: number): Promise<CredentialSecrets | undefined> {
    return (await this.credentials.findOne({ select: SECRETS, where: { id } })) ?? undefined;
  }

  /**
   * Begins to renew the account's token, unless somebody else does or its state forbids it: one at a time over all
   * processes, without holding anything during the call.
   */
  async beginRenewal(id: number, renewalId: string): Promise<CredentialSecrets | undefined> {
    const update = this.credentials.createQueryBuilder().update();
    update.set({ renewalId, renewalUntil: fromNow({ secs: RENEWAL_SECONDS }) });
    const active = { id, status: 'active' } as const;
    update.where([
      { ...active, renewalUntil: IsNull() },
      { ...active, renewalUntil: isPast() },
    ]);
    return (await executeReturning(update, Object.keys(SECRETS) as (keyof typeof SECRETS)[]))[0];
  }

  /** Lets others try; nothing was renewed. */
  async endRenewal(id: number, renewalId: string): Promise<void> {
    await this.credentials.update({ id, renewalId }, NO_RENEWAL);
  }

  /** The same as `findSecrets`, held until the transaction ends. Rows that point to the account can be inserted meanwhile. */
  async lockSecrets(id: number): Promise<CredentialSecrets | undefined> {
    const lock = { mode: 'for_no_key_update' } as const;
    return (await this.credentials.findOne({ select: SECRETS, where: { id }, lock })) ?? undefined;
  }

  /** Accounts with tokens, a page at a time. */
  async listSecrets(afterId: number, limit: number): Promise<CredentialSecrets[]> {
    const id = MoreThan(afterId);
    return this.credentials.find({
      select: SECRETS,
      where: [
        { id, accessToken: Not(IsNull()) },
        { id, refreshToken: Not(IsNull()) },
      ],
      order: { id: 'ASC' },
      take: limit,
    });
  }

  /** How many accounts are encrypted with which key, by its id: the second part of an envelope. */
  async countByEncryptionKey(): Promise<{ keyId: string; count: number }[]> {
    return this.credentials
      .createQueryBuilder('c')
      .select(`split_part(COALESCE(c.refreshToken, c.accessToken), '.', 2)`, 'keyId')
      .addSelect('count(*)::int', 'count')
      .where('c.accessToken IS NOT NULL OR c.refreshToken IS NOT NULL')
      .groupBy('"keyId"')
      .getRawMany();
  }

  /** Replaces encrypted tokens by the same tokens under another key. */
  async reencryptTokens(id: number, accessToken: string | null, refreshToken: string | null): Promise<void> {
    await this.credentials.update({ id }, { accessToken, refreshToken });
  }

  /** Ends a renewal with what Google gave. False when the account was connected anew or ended meanwhile. */
  async saveRenewed({ id, renewalId, ...tokens }: RenewedTokens): Promise<boolean> {
    const { accessToken, accessExpiresAt, refreshToken } = tokens;
    const kept = refreshToken === null ? {} : { refreshToken };
    const values = { accessToken, accessExpiresAt, ...kept, ...NO_RENEWAL, updatedAt: now };
    return (await this.credentials.update({ id, renewalId, status: 'active' }, values)).affected === 1;
  }

  /** Ends a renewal that Google refused. False as above: a person who connects the account again has the last word. */
  async markNeedsReconsent(id: number, renewalId: string): Promise<boolean> {
    const values = { status: 'needs_reconsent', ...NO_TOKENS, ...NO_RENEWAL, updatedAt: now } as const;
    return (await this.credentials.update({ id, renewalId, status: 'active' }, values)).affected === 1;
  }

  /** Forgets the tokens and keeps the history. */
  async markRevoked(id: number): Promise<void> {
    const values = { status: 'revoked', ...NO_TOKENS, accessExpiresAt: null, ...NO_RENEWAL } as const;
    await this.credentials.update({ id }, { ...values, revokedAt: now, updatedAt: now });
  }
}

/** Its owner, and those who see the whole tenant, may use a credential. */
function usableBy({ tenantId, seesTenant, userId }: Viewer) {
  return seesTenant ? { tenantId } : { tenantId, ownerUserId: userId ?? In<string>([]) };
}

function toCredential(entity: CredentialEntity): Credential {
  const { id, tenantId, ownerUserId, email, scopes, status, connectedAt, createdAt } = entity;
  const expiresAt = entity.accessExpiresAt;
  const facts = { id, tenantId, ownerUserId, email, scopes, status, expiresAt, connectedAt, createdAt };
  return { ...facts, missingFeatures: missingFeatures(scopes) };
}
