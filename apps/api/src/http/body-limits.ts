import type { FastifyInstance } from 'fastify';
import { API_PREFIX } from './bare-paths';
import { type FieldError, RequestInvalid } from './request.errors';

const KIB = 1024;
/** What a route takes that says nothing else. */
export const BODY_LIMIT = 16 * KIB;
/** Routes that need more, and why. */
const LARGER: Record<string, number> = {
  // An address of 10,000 characters, each of which JSON may write with six bytes.
  [`${API_PREFIX}/security/validate`]: 64 * KIB,
};

/** Parsing and validating takes longer than in proportion to these; the largest request of ours has a tenth of them. */
const MAX_KEYS = 100;
const MAX_DEPTH = 6;
const MAX_ITEMS = 100;

export function bodyLimitOf(route: string): number {
  return LARGER[route] ?? BODY_LIMIT;
}

/** Holds every body to the limit of its route, and bodies and queries to a size that is cheap to validate. */
export function limitBodies(fastify: FastifyInstance): void {
  fastify.addHook('onRoute', (route) => {
    route.bodyLimit = bodyLimitOf(route.url);
  });
  fastify.addHook('preValidation', (request, _reply, done) => {
    const error = excessOf(request.body, 'body') ?? excessOf(request.query, 'query');
    done(error && new RequestInvalid([error]));
  });
}

/** What of a parsed body or query is too much, or no text. It walks on a stack of its own: depth is what an attacker chooses. */
export function excessOf(parsed: unknown, field: string): FieldError | undefined {
  const stack = [{ value: parsed, depth: 0 }];
  let keys = 0;
  for (let next = stack.pop(); next; next = stack.pop()) {
    const { value, depth } = next;
    if (typeof value === 'string' && !value.isWellFormed())
      return { field, message: 'must be well-formed Unicode: half of a surrogate pair is not a character' };
    if (typeof value !== 'object' || value === null || Buffer.isBuffer(value)) continue;
    if (depth >= MAX_DEPTH) return { field, message: `must not be nested deeper than ${String(MAX_DEPTH)}` };
    const members: unknown[] = Array.isArray(value) ? value : Object.values(value);
    if (Array.isArray(value) && members.length > MAX_ITEMS)
      return { field, message: `must not have lists of more than ${String(MAX_ITEMS)}` };
    keys += members.length;
    if (keys > MAX_KEYS) return { field, message: `must not have more than ${String(MAX_KEYS)} fields` };
    for (const member of members) stack.push({ value: member, depth: depth + 1 });
  }
  return undefined;
}
