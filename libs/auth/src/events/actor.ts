import type { Caller } from '../caller';
import type { SecurityEvent } from '../security-events';

/** Who did something: the key, and for whom, when one acted on behalf of somebody. */
export function actorOf(
  caller: Caller,
): Pick<SecurityEvent, 'tenantId' | 'actorId' | 'actorName' | 'onBehalfOf'> {
  const { tenantId, requester, name, kind, key } = caller;
  if (kind === 'user' && key)
    return { tenantId, actorId: `key:${key.id}`, actorName: key.name, onBehalfOf: requester };
  return { tenantId, actorId: requester, actorName: name, onBehalfOf: null };
}
