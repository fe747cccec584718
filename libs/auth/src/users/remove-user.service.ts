import { DisconnectAccount, FindCredentials } from '@app/google';
import { Injectable } from '@nestjs/common';
import type { Caller } from '../callers/caller';
import { ManageUsers } from './manage-users.service';

/** Removes a person: first their sessions, then what they allowed at Google, then the account itself. */
@Injectable()
export class RemoveUser {
  constructor(
    private readonly users: ManageUsers,
    private readonly credentials: FindCredentials,
    private readonly accounts: DisconnectAccount,
  ) {}

  /** @throws UserNotFound, Forbidden, OwnAccountKept, LastAdmin */
  async removeUser(id: string, caller: Caller): Promise<void> {
    const { tenantId } = await this.users.updateUser(id, { isActive: false }, caller);
    const owner = { tenantId, requester: `user:${id}`, userId: id, seesTenant: false };
    for (const credential of await this.credentials.listCredentials(owner)) {
      if (credential.status !== 'revoked') await this.accounts.revoke(credential.id, owner);
    }
    await this.users.deleteUser(id, caller);
  }
}
