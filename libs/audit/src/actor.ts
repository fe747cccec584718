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

/** Who makes a request, as far as the trail needs to know it. */
export interface ActingCaller {
  kind: 'user' | 'key';
  tenantId: string;
  /** `user:<uuid>` or `key:<uuid>`. */
  requester: string;
  name: string;
  /** The key that was sent: the caller itself, or what acts on behalf of a person. */
  key?: { id: string; name: string };
}

/** The key, and for whom, when one acted on behalf of somebody. */
export function actorOf(caller: ActingCaller): Actor {
  const { tenantId, requester, name, kind, key } = caller;
  if (kind === 'user' && key)
    return { tenantId, actorId: `key:${key.id}`, actorName: key.name, onBehalfOf: requester };
  return { tenantId, actorId: requester, actorName: name, onBehalfOf: null };
}
