import type { Caller } from './caller';

/** What a caller proved, without the proof: enough to find out later whether it still holds. */
export interface CallerIdentity {
  sessionId?: string;
  keyId?: string;
  /** Of a session, or whom the key acts for. */
  userId?: string;
}

export function identityOf({ sessionId, key, userId }: Caller): CallerIdentity {
  return {
    ...(sessionId === undefined ? {} : { sessionId }),
    ...(key === undefined ? {} : { keyId: key.id }),
    ...(userId === undefined ? {} : { userId }),
  };
}
