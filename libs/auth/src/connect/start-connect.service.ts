import { ConnectAccount } from '@app/google';
import { Injectable } from '@nestjs/common';
import { Forbidden } from '../auth.errors';
import type { Caller } from '../callers/caller';

interface ConnectInput {
  tenantId?: string;
  loginHint?: string;
  returnTo?: string;
}

/** Whose the account will be: a person's own; what an admin or a key connects is the tenant's. */
@Injectable()
export class StartConnect {
  constructor(private readonly connect: ConnectAccount) {}

  /** @throws Forbidden for another tenant's id. */
  async createConnectLink(
    { tenantId, ...more }: ConnectInput,
    caller: Caller,
  ): Promise<{ url: string; expiresAt: Date }> {
    if (tenantId !== undefined && tenantId !== caller.tenantId) throw new Forbidden('another tenant');
    return this.connect.createLink({
      ...more,
      tenantId: caller.tenantId,
      ownerUserId: caller.seesTenant ? null : (caller.userId ?? null),
      madeBy: caller.key ? `key:${caller.key.id}` : caller.requester,
      madeByName: caller.key?.name ?? caller.name,
    });
  }
}
