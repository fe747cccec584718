import { type Caller, Forbidden } from '@app/auth';
import { ConnectAccount } from '@app/google';
import { Injectable } from '@nestjs/common';

export interface ConnectWish {
  tenant_id?: string;
  login_hint?: string;
  return_to?: string;
}

/** Whose the account will be: a person's own; what an admin or a key connects is the tenant's. */
@Injectable()
export class StartConnect {
  constructor(private readonly connect: ConnectAccount) {}

  /** @throws Forbidden for another tenant's id. */
  async start(wish: ConnectWish, caller: Caller): Promise<{ url: string; expiresAt: Date }> {
    if (wish.tenant_id !== undefined && wish.tenant_id !== caller.tenantId)
      throw new Forbidden('another tenant');
    return this.connect.start({
      tenantId: caller.tenantId,
      ownerUserId: caller.seesTenant ? null : (caller.userId ?? null),
      loginHint: wish.login_hint,
      returnTo: wish.return_to,
    });
  }
}
