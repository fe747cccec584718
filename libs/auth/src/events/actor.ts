import type { Caller } from '../caller';
import type { SecurityEvent } from '../security-events';

/** Who did something, as security events name them. */
export function actorOf({
  tenantId,
  requester,
  name,
}: Caller): Pick<SecurityEvent, 'tenantId' | 'actorId' | 'actorName'> {
  return { tenantId, actorId: requester, actorName: name };
}
