import type { Json } from './document';

const text = { type: 'string' };

/** Headers of requests that many routes take, by their name among the document's parameters. */
export const PARAMETERS: Record<string, Json> = {
  OnBehalfOf: {
    name: 'X-On-Behalf-Of',
    in: 'header',
    required: false,
    description:
      'id or e-mail address of the person for whom an API key with `act-on-behalf` asks; the request is theirs then',
    schema: text,
    example: 'ana@school.example',
  },
  OnBehalfOfSignature: {
    name: 'X-On-Behalf-Of-Signature',
    in: 'header',
    required: false,
    description:
      'goes with `X-On-Behalf-Of`: time, nonce and HMAC-SHA256 of the request by the signing secret of the key, as docs/security.md shows',
    schema: { type: 'string', pattern: '^t=[0-9]+,n=[^,]+,v2=[0-9a-f]{64}$' },
    example:
      't=1790000000,n=9f86d081884c7d65,v2=a665a45920422f9d417e4867efdc4fb8a04a1f3fff1fa07e998e86f7f7a27ae3',
  },
  IdempotencyKey: {
    name: 'Idempotency-Key',
    in: 'header',
    required: false,
    description: 'the same key with the same request gets the same answer for a day',
    schema: { type: 'string', minLength: 1, maxLength: 255 },
    example: 'b6a0c5c4-5f0e-4d0e-8f9e-6f1f0f1d2c3b',
  },
  IfNoneMatch: {
    name: 'If-None-Match',
    in: 'header',
    required: false,
    description: 'the `ETag` of what is there already: 304 when it is the same still',
    schema: text,
    example: '"xK1mWn0Zc5lqv8s2Tt3yXw"',
  },
  Range: {
    name: 'Range',
    in: 'header',
    required: false,
    description: 'one part of the file; several answer the whole',
    schema: text,
    example: 'bytes=0-1023',
  },
  IfRange: {
    name: 'If-Range',
    in: 'header',
    required: false,
    description: 'the `ETag` of the parts that are there: of another file the whole is sent',
    schema: text,
    example: '"xK1mWn0Zc5lqv8s2Tt3yXw"',
  },
};
