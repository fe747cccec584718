import { Database } from '@app/database';
import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { IsNull, Raw, Repository } from 'typeorm';
import { type ConnectPurpose, ConnectRequestEntity } from './connect-request.entity';

export interface NewConnectRequest {
  tenantId: string;
  purpose: ConnectPurpose;
  ownerUserId: string | null;
  madeBy?: string;
  madeByName?: string;
  linkHash: string;
  loginHint: string | null;
  returnTo: string | null;
  expiresAt: Date;
}

export interface OpenedConnectRequest {
  linkHash: string;
  stateHash: string;
  nonceHash: string;
  codeVerifier: string;
}

@Injectable()
export class ConnectRequestsRepository {
  constructor(
    private readonly database: Database,
    @InjectRepository(ConnectRequestEntity) private readonly requests: Repository<ConnectRequestEntity>,
  ) {}

  async add(request: NewConnectRequest): Promise<void> {
    await this.database.affected(`DELETE FROM connect_requests WHERE expires_at < now() - interval '1 day'`);
    await this.requests.insert(request);
  }

  /** A link that can still be opened; reading it uses nothing up. */
  async findUsable(linkHash: string): Promise<ConnectRequestEntity | undefined> {
    const found = await this.requests.findOneBy({
      linkHash,
      purpose: 'connect',
      usedAt: IsNull(),
      expiresAt: Raw((column) => `${column} > now()`),
    });
    return found ?? undefined;
  }

  /** Where the person of a link or an answer that came twice or too late wanted to go. */
  async findReturnTo(
    request: Pick<ConnectRequestEntity, 'linkHash'> | { stateHash: string; nonceHash: string },
  ): Promise<string | null> {
    return (await this.requests.findOneBy({ ...request, purpose: 'connect' }))?.returnTo ?? null;
  }

  /**
   * Opens a link once. Undefined when it was opened already, is too old, or never was.
   * @param again also when it was opened: by its owner, who may begin again until Google's answer is used
   */
  async open(
    opened: OpenedConnectRequest,
    again: boolean,
  ): Promise<{ loginHint: string | null } | undefined> {
    return this.database.row(
      `UPDATE connect_requests SET opened_at = now(), state_hash = $2, nonce_hash = $3, code_verifier = $4
       WHERE link_hash = $1 AND (opened_at IS NULL OR $5) AND used_at IS NULL AND expires_at > now()
       RETURNING login_hint AS "loginHint"`,
      [opened.linkHash, opened.stateHash, opened.nonceHash, opened.codeVerifier, again],
    );
  }

  /** Uses a state once, for what it was made, and only with the nonce of the browser that opened the link. */
  async use(
    stateHash: string,
    nonceHash: string,
    purpose: ConnectPurpose,
  ): Promise<ConnectRequestEntity | undefined> {
    return this.database.row<ConnectRequestEntity>(
      `UPDATE connect_requests SET used_at = now()
       WHERE state_hash = $1 AND nonce_hash = $2 AND purpose = $3 AND used_at IS NULL AND expires_at > now()
       RETURNING tenant_id AS "tenantId", owner_user_id AS "ownerUserId", made_by AS "madeBy", code_verifier AS "codeVerifier",
         return_to AS "returnTo"`,
      [stateHash, nonceHash, purpose],
    );
  }
}
