import { Database } from '@app/database';
import type { Viewer } from '@app/kernel';
import { Injectable } from '@nestjs/common';
import type { Credential, CredentialStatus } from '../credential';
import { missingFeatures } from '../features';

export interface ConnectedAccount {
  tenantId: string;
  ownerUserId: string | null;
  googleSub: string;
  email: string | null;
  scopes: string[];
  /** Sealed. */
  accessToken: string;
  accessExpiresAt: Date | null;
  /** Sealed; null when Google gave none, which keeps the one we have. */
  refreshToken: string | null;
  refreshExpiresAt: Date | null;
}

/** What is needed to use an account; the tokens are encrypted. */
export interface CredentialSecrets {
  id: number;
  tenantId: string;
  googleSub: string;
  email: string | null;
  status: CredentialStatus;
  scopes: string[];
  accessToken: string | null;
  refreshToken: string | null;
  accessExpiresAt: Date | null;
}

export interface RenewedTokens {
  id: number;
  renewalId: string;
  /** Sealed. */
  accessToken: string;
  accessExpiresAt: Date | null;
  /** Sealed; null when Google gave none, which keeps the one we have. */
  refreshToken: string | null;
}

const SECRETS = `id, tenant_id AS "tenantId", google_sub AS "googleSub", email, status, scopes,
  access_token AS "accessToken", refresh_token AS "refreshToken", access_expires_at AS "accessExpiresAt"`;

/** Somebody renews a token for at most so long: longer than Google is waited for. */
const RENEWAL_MS = 15_000;
const NO_RENEWAL = 'renewal_id = NULL, renewal_until = NULL';

const PUBLIC = `id, tenant_id AS "tenantId", owner_user_id AS "ownerUserId", email, scopes, status,
  access_expires_at AS "expiresAt", connected_at AS "connectedAt", created_at AS "createdAt"`;

/** Its owner, and those who see the whole tenant, may use a credential. $1 tenant, $2 sees all, $3 user. */
const MAY_USE = `tenant_id = $1 AND ($2 OR owner_user_id = $3::uuid)`;

@Injectable()
export class CredentialsRepository {
  constructor(private readonly database: Database) {}

  /**
   * Connecting the same account again renews it. While it is active it stays its owner's: undefined for anybody else,
   * who may have been led to connect it.
   */
  async saveConnected(account: ConnectedAccount): Promise<number | undefined> {
    const saved = await this.database.row<{ id: number }>(
      `INSERT INTO credentials (tenant_id, owner_user_id, google_sub, email, scopes, access_token, access_expires_at,
         refresh_token, refresh_expires_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
       ON CONFLICT (tenant_id, google_sub) DO UPDATE SET
         owner_user_id = EXCLUDED.owner_user_id, email = EXCLUDED.email, scopes = EXCLUDED.scopes, status = 'active',
         access_token = EXCLUDED.access_token, access_expires_at = EXCLUDED.access_expires_at,
         refresh_token = COALESCE(EXCLUDED.refresh_token, credentials.refresh_token),
         refresh_expires_at = EXCLUDED.refresh_expires_at, revoked_at = NULL, connected_at = now(),
         updated_at = now(), ${NO_RENEWAL}
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

  findByAccount(tenantId: string, googleSub: string): Promise<{ id: number } | undefined> {
    return this.database.row('SELECT id FROM credentials WHERE tenant_id = $1 AND google_sub = $2', [
      tenantId,
      googleSub,
    ]);
  }

  async find(id: number, viewer: Viewer): Promise<Credential | undefined> {
    const row = await this.database.row<Omit<Credential, 'missingFeatures'>>(
      `SELECT ${PUBLIC} FROM credentials WHERE ${MAY_USE} AND id = $4`,
      [...mayUse(viewer), id],
    );
    return row && { ...row, missingFeatures: missingFeatures(row.scopes) };
  }

  async findById(id: number): Promise<Credential | undefined> {
    const row = await this.database.row<Omit<Credential, 'missingFeatures'>>(
      `SELECT ${PUBLIC} FROM credentials WHERE id = $1`,
      [id],
    );
    return row && { ...row, missingFeatures: missingFeatures(row.scopes) };
  }

  async list(viewer: Viewer): Promise<Credential[]> {
    const rows = await this.database.rows<Omit<Credential, 'missingFeatures'>>(
      `SELECT ${PUBLIC} FROM credentials WHERE ${MAY_USE} ORDER BY id`,
      mayUse(viewer),
    );
    return rows.map((row) => ({ ...row, missingFeatures: missingFeatures(row.scopes) }));
  }

  async secrets(id: number): Promise<CredentialSecrets | undefined> {
    return this.database.row(`SELECT ${SECRETS} FROM credentials WHERE id = $1`, [id]);
  }

  /**
   * Begins to renew the account's token, unless somebody else does or its state forbids it: one at a time over all
   * processes, without holding anything during the call.
   */
  async beginRenewal(id: number, renewalId: string): Promise<CredentialSecrets | undefined> {
    return this.database.row(
      `UPDATE credentials SET renewal_id = $2, renewal_until = now() + $3 * interval '1 millisecond'
       WHERE id = $1 AND status = 'active' AND (renewal_until IS NULL OR renewal_until < now())
       RETURNING ${SECRETS}`,
      [id, renewalId, RENEWAL_MS],
    );
  }

  /** Lets others try; nothing was renewed. */
  async endRenewal(id: number, renewalId: string): Promise<void> {
    await this.database.affected(`UPDATE credentials SET ${NO_RENEWAL} WHERE id = $1 AND renewal_id = $2`, [
      id,
      renewalId,
    ]);
  }

  /** The same as `secrets`, held until the transaction ends. Rows that point to the account can be inserted meanwhile. */
  async lockSecrets(id: number): Promise<CredentialSecrets | undefined> {
    return this.database.row(`SELECT ${SECRETS} FROM credentials WHERE id = $1 FOR NO KEY UPDATE`, [id]);
  }

  /** Accounts with tokens, a page at a time. */
  async withTokens(afterId: number, limit: number): Promise<CredentialSecrets[]> {
    return this.database.rows<CredentialSecrets>(
      `SELECT ${SECRETS} FROM credentials WHERE id > $1 AND (access_token IS NOT NULL OR refresh_token IS NOT NULL)
       ORDER BY id LIMIT $2`,
      [afterId, limit],
    );
  }

  /** How many accounts are encrypted with which key, by its id: the second part of an envelope. Raw for split_part. */
  async countByEncryptionKey(): Promise<{ keyId: string; count: number }[]> {
    return this.database.rows(
      `SELECT split_part(COALESCE(refresh_token, access_token), '.', 2) AS "keyId", count(*)::int AS count
       FROM credentials WHERE access_token IS NOT NULL OR refresh_token IS NOT NULL GROUP BY 1`,
    );
  }

  /** Replaces encrypted tokens by the same tokens under another key. */
  async reencrypt(id: number, accessToken: string | null, refreshToken: string | null): Promise<void> {
    await this.database.affected(
      `UPDATE credentials SET access_token = $2, refresh_token = $3 WHERE id = $1`,
      [id, accessToken, refreshToken],
    );
  }

  /** Ends a renewal with what Google gave. False when the account was connected anew or ended meanwhile. */
  async saveRenewed({ id, renewalId, ...tokens }: RenewedTokens): Promise<boolean> {
    const changed = await this.database.affected(
      `UPDATE credentials SET access_token = $3, access_expires_at = $4, refresh_token = COALESCE($5, refresh_token),
         updated_at = now(), ${NO_RENEWAL}
       WHERE id = $1 AND renewal_id = $2 AND status = 'active'`,
      [id, renewalId, tokens.accessToken, tokens.accessExpiresAt, tokens.refreshToken],
    );
    return changed === 1;
  }

  /** Ends a renewal that Google refused. False as above: a person who connects the account again has the last word. */
  async markNeedsReconsent(id: number, renewalId: string): Promise<boolean> {
    const changed = await this.database.affected(
      `UPDATE credentials SET status = 'needs_reconsent', access_token = NULL, refresh_token = NULL, updated_at = now(),
         ${NO_RENEWAL}
       WHERE id = $1 AND renewal_id = $2 AND status = 'active'`,
      [id, renewalId],
    );
    return changed === 1;
  }

  /** Forgets the tokens and keeps the history. */
  async markRevoked(id: number): Promise<void> {
    await this.database.affected(
      `UPDATE credentials SET status = 'revoked', access_token = NULL, refresh_token = NULL, access_expires_at = NULL,
         revoked_at = now(), updated_at = now(), ${NO_RENEWAL}
       WHERE id = $1`,
      [id],
    );
  }
}

function mayUse(viewer: Viewer): unknown[] {
  return [viewer.tenantId, viewer.seesTenant, viewer.userId ?? null];
}
