import { executeReturning, isFuture, isOlderThan, now } from '@app/database';
import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { IsNull, Repository } from 'typeorm';
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
    @InjectRepository(ConnectRequestEntity) private readonly requests: Repository<ConnectRequestEntity>,
  ) {}

  async createRequest(request: NewConnectRequest): Promise<void> {
    await this.requests.delete({ expiresAt: isOlderThan({ days: 1 }) });
    await this.requests.insert(request);
  }

  /** A link that can still be opened; reading it uses nothing up. */
  async findUsableRequest(linkHash: string): Promise<ConnectRequestEntity | undefined> {
    const found = await this.requests.findOneBy({
      linkHash,
      purpose: 'connect',
      usedAt: IsNull(),
      expiresAt: isFuture(),
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
  async openRequest(
    opened: OpenedConnectRequest,
    again: boolean,
  ): Promise<{ loginHint: string | null } | undefined> {
    const { linkHash, ...values } = opened;
    const update = this.requests.createQueryBuilder().update();
    update.set({ ...values, openedAt: now });
    const unopened = again ? {} : { openedAt: IsNull() };
    update.where({ linkHash, ...unopened, usedAt: IsNull(), expiresAt: isFuture() });
    return (await executeReturning(update, ['loginHint']))[0];
  }

  /** Uses a state once, for what it was made, and only with the nonce of the browser that opened the link. */
  async consumeRequest(
    stateHash: string,
    nonceHash: string,
    purpose: ConnectPurpose,
  ): Promise<ConnectRequestEntity | undefined> {
    const update = this.requests.createQueryBuilder().update().set({ usedAt: now });
    update.where({ stateHash, nonceHash, purpose, usedAt: IsNull(), expiresAt: isFuture() });
    return (await executeReturning(update))[0];
  }
}
