import { type Caller, Forbidden } from '@app/auth';
import { ConnectAccount } from '@app/google';
import { Injectable } from '@nestjs/common';

interface ConnectInput {
  tenant_id?: string;
  login_hint?: string;
  return_to?: string;
}

/** Whose the account will be: a person's own; what an admin or a key connects is the tenant's. */
@Injectable()
export class StartConnect {
  constructor(private readonly connect: ConnectAccount) {}

  /** @throws Forbidden for another tenant's id. */
  async createConnectLink(input: ConnectInput, caller: Caller): Promise<{ url: string; expiresAt: Date }> {
    if (input.tenant_id !== undefined && input.tenant_id !== caller.tenantId)
      throw new Forbidden('another tenant');
    return this.connect.createLink({
      tenantId: caller.tenantId,
      ownerUserId: caller.seesTenant ? null : (caller.userId ?? null),
      madeBy: caller.key ? `key:${caller.key.id}` : caller.requester,
      madeByName: caller.key?.name ?? caller.name,
      loginHint: input.login_hint,
      returnTo: input.return_to,
    });
  }
}
