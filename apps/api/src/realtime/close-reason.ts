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
