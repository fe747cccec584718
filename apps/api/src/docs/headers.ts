import { headerRefs, type Json } from './document';

const text = { type: 'string' };
const seconds = { type: 'integer', minimum: 0 };

/** Headers of answers, by name. Those that only some answers of a kind have are not required. */
export const HEADERS: Record<string, Json> = {
  'X-Correlation-Id': {
    description: 'finds the log lines of this request; one that was sent along is taken over',
    required: true,
    schema: text,
    example: '5f1b7ac6-4c38-4b5a-9c3c-2f6f5f1f2c11',
  },
  RateLimit: {
    description:
      'what is left of the count that holds this caller, where one does, and of that of the route (draft-ietf-httpapi-ratelimit-headers)',
    schema: text,
    example: '"users";r=598;t=42',
  },
  'RateLimit-Policy': { description: 'that count', schema: text, example: '"users";q=600;w=60' },
  'Retry-After': {
    description: 'how long to wait, in seconds',
    required: true,
    schema: seconds,
    example: 42,
  },
  'WWW-Authenticate': {
    description: 'what to sign in with',
    required: true,
    schema: text,
    example: 'Bearer',
  },
  Location: {
    description: 'where it is',
    required: true,
    schema: { type: 'string', format: 'uri-reference' },
    example: '/api/v1/downloads/01890a5d-ac96-774b-bcce-b302099a8057',
  },
  ETag: {
    description: 'of this very content, for `If-None-Match`',
    required: true,
    schema: text,
    example: '"xK1mWn0Zc5lqv8s2Tt3yXw"',
  },
  'Accept-Ranges': {
    description: 'parts of it can be asked for',
    required: true,
    schema: text,
    example: 'bytes',
  },
  'Content-Range': {
    description: 'which part of how much',
    required: true,
    schema: text,
    example: 'bytes 0-1023/1048576',
  },
  'Content-Disposition': {
    description: 'whether to play or to save, and the name',
    required: true,
    schema: text,
    example: 'inline; filename="Aula 1.mp4"',
  },
  'Idempotency-Replayed': {
    description: '`true`: the answer that this Idempotency-Key got first',
    schema: { type: 'string', enum: ['true'] },
    example: 'true',
  },
};

/** For an answer that says where the thing is. */
export const LOCATED = headerRefs('Location') as Record<string, never>;
