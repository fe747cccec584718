/** Why we end a connection: the code of a WebSocket's close frame, and the same in words. */
export const CLOSE_REASONS = {
  done: { code: 1000, text: 'the final state was sent' },
  idle: { code: 1000, text: 'nothing happened for a long time' },
  'too-old': { code: 1000, text: 'open for long; connect again' },
  'not-text': { code: 1003, text: 'only text is taken here' },
  'not-understood': { code: 1008, text: 'only {"type":"ping"} is understood here' },
  'too-chatty': { code: 1008, text: 'too many frames' },
  shutdown: { code: 1012, text: 'the server restarts; connect again' },
  'rights-changed': { code: 1012, text: 'your rights have changed; connect again' },
  'not-checked': { code: 1012, text: 'your rights cannot be checked now; connect again' },
  'too-slow': { code: 1013, text: 'messages were not read' },
  ended: { code: 4401, text: 'the session or key has ended' },
  forbidden: { code: 4403, text: 'not allowed any more' },
  gone: { code: 4404, text: 'not found, or not yours' },
  'too-many': { code: 4429, text: 'too many connections' },
} as const;

export type CloseReason = keyof typeof CLOSE_REASONS;

/** How a connection ended: by us, or by the client, with the code that it gave. */
export interface Closure {
  reason: CloseReason | 'client';
  code: number;
}

/** The connection ended without a close frame; event streams have none. */
export const NO_CLOSE_FRAME = 1006;

const USUAL_CODES = new Set([1000, 1001, 1005, NO_CLOSE_FRAME, 1009]);

/** A client may make up codes: not each one is counted by itself. */
export function countedCode({ reason, code }: Closure): string {
  return reason !== 'client' || USUAL_CODES.has(code) ? String(code) : 'other';
}
