import { SecurityEvents } from '@app/audit';
import { Injectable } from '@nestjs/common';
import { SessionNotFound } from '../auth.errors';
import { UserNotFound } from '../accounts.errors';
import type { Caller } from '../callers/caller';
import { ManageUsers } from './manage-users.service';
import type { Page } from '../page';
import { SessionsRepository } from '../sessions/persistence/sessions.repository';
import type { Session } from '../sessions/session';

/** People see where they are signed in and end what is not theirs; admins do so for people of their tenant. */
@Injectable()
export class ManageSessions {
  constructor(
    private readonly sessions: SessionsRepository,
    private readonly users: ManageUsers,
    private readonly events: SecurityEvents,
  ) {}

  /** @throws UserNotFound */
  async listOwn(caller: Caller, page: Page): Promise<{ sessions: Session[]; total: number }> {
    return this.sessions.listSessions(ownId(caller), page);
  }

  /** Its access tokens stop with the next request, its refresh tokens at once. @throws SessionNotFound */
  async endOwn(id: string, caller: Caller): Promise<void> {
    const userId = ownId(caller);
    if (!(await this.sessions.endOf(userId, id, 'ended-by-user'))) throw new SessionNotFound(id);
    await this.record(id, { userId, tenantId: caller.tenantId }, caller);
  }

  /** All but the one that asks. */
  async endOthersOwn(caller: Caller): Promise<void> {
    const userId = ownId(caller);
    await this.sessions.endOthers(userId, caller.sessionId ?? null, 'ended-by-user');
    const detail = { all_but: caller.sessionId ?? null };
    await this.events.recordAction(caller, 'auth.session-end', { subject: userId, detail });
  }

  /** @throws UserNotFound, Forbidden for somebody with a higher role */
  async listOf(userId: string, page: Page, caller: Caller): Promise<{ sessions: Session[]; total: number }> {
    const user = await this.users.findReachable(userId, caller);
    return this.sessions.listSessions(user.id, page);
  }

  /** @throws UserNotFound, Forbidden, SessionNotFound */
  async endOf(userId: string, id: string, caller: Caller): Promise<void> {
    const user = await this.users.findReachable(userId, caller);
    if (!(await this.sessions.endOf(user.id, id, 'ended-by-admin'))) throw new SessionNotFound(id);
    await this.record(id, { userId: user.id, tenantId: user.tenantId }, caller);
  }

  private async record(
    sessionId: string,
    { userId, tenantId }: { userId: string; tenantId: string },
    caller: Caller,
  ): Promise<void> {
    await this.events.recordAction(caller, 'auth.session-end', {
      tenantId,
      subject: userId,
      detail: { session_id: sessionId },
    });
  }
}

function ownId({ userId, name }: Caller): string {
  if (userId === undefined) throw new UserNotFound(name);
  return userId;
}
