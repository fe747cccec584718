import type { Caller } from '../callers/caller';

/** Who did something. */
export interface Actor {
  /** Null: of no tenant, or not known whose. */
  tenantId: string | null;
  /** `user:<uuid>` or `key:<uuid>`; null: nobody that is known, or the installation itself. */
  actorId: string | null;
  actorName: string | null;
  /** Whom a key acted for. */
  onBehalfOf?: string | null;
}

/** The key, and for whom, when one acted on behalf of somebody. */
export function actorOf(caller: Caller): Actor {
  const { tenantId, requester, name, kind, key } = caller;
  if (kind === 'user' && key)
    return { tenantId, actorId: `key:${key.id}`, actorName: key.name, onBehalfOf: requester };
  return { tenantId, actorId: requester, actorName: name, onBehalfOf: null };
}
