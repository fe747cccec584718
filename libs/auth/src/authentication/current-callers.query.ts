import { Injectable } from '@nestjs/common';
import { keyCaller, restrictionOf } from './authenticate.service';
import type { Caller } from '../callers/caller';
import type { CallerIdentity } from '../callers/caller-identity';
import { callerOfUser } from './caller-of-user';
import { ApiKeysRepository } from '../api-keys/persistence/api-keys.repository';
import { SessionsRepository } from '../sessions/persistence/sessions.repository';
import { UsersRepository } from '../users/persistence/users.repository';

/** Who callers of some time ago are now: for connections that stay open while sessions end and roles change. */
@Injectable()
export class CurrentCallers {
  constructor(
    private readonly sessions: SessionsRepository,
    private readonly keys: ApiKeysRepository,
    private readonly users: UsersRepository,
  ) {}

  /** In their order; undefined for those who are nobody any more. A statement for each kind, however many there are. */
  async findCallers(identities: readonly CallerIdentity[]): Promise<(Caller | undefined)[]> {
    const withKey = identities.filter(({ keyId }) => keyId !== undefined);
    const [sessions, keys, people] = await Promise.all([
      this.ofSessions(identities.flatMap(({ sessionId }) => sessionId ?? [])),
      this.ofKeys(withKey.flatMap(({ keyId }) => keyId ?? [])),
      this.ofUsers(withKey.flatMap(({ userId }) => userId ?? [])),
    ]);
    return identities.map(({ sessionId, keyId, userId }) => {
      if (sessionId !== undefined) return sessions.get(sessionId);
      const key = keys.get(keyId ?? '');
      if (!key || userId === undefined) return key;
      const person = people.get(userId);
      return person?.tenantId === key.tenantId ? { ...person, scopes: key.scopes, key: key.key } : undefined;
    });
  }

  private async ofSessions(ids: string[]): Promise<Map<string, Caller>> {
    const users = ids.length === 0 ? [] : await this.sessions.findUsers(ids);
    const complete = users.filter(
      ({ secondFactorDemanded, hasSecondFactor, secondFactor }) =>
        !(secondFactorDemanded && hasSecondFactor && !secondFactor),
    );
    return new Map(
      complete.map(({ sessionId, ...user }) => [
        sessionId,
        { ...callerOfUser(user), sessionId, restriction: restrictionOf(user) },
      ]),
    );
  }

  private async ofKeys(ids: string[]): Promise<Map<string, Caller>> {
    const keys = ids.length === 0 ? [] : await this.keys.findUsableKey(ids);
    return new Map(keys.map((key) => [key.id, keyCaller(key)]));
  }

  private async ofUsers(ids: string[]): Promise<Map<string, Caller>> {
    const users = ids.length === 0 ? [] : await this.users.findActive(ids);
    return new Map(users.map((user) => [user.id, callerOfUser(user)]));
  }
}
