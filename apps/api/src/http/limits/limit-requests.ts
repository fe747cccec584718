import type { FastifyInstance, FastifyReply } from 'fastify';
import type { RequestWithCaller } from '../access.decorators';
import { sendProblem } from '../problem';
import { addressCountOf } from './limited-routes';
import type { RequestLimits } from './request-limits';

/** Refuses who asks too often before the body is read, and remembers who is refused often. */
export function limitRequests(fastify: FastifyInstance, limits: RequestLimits): void {
  fastify.addHook('onRequest', async (request, reply) => {
    try {
      await limits.admitAddress(request, reply);
    } catch (error) {
      return sendProblem(reply, error, request.url.split('?')[0] ?? '');
    }
    return undefined;
  });
  fastify.addHook('onResponse', async (request, reply) => {
    if (isGuess(request, reply) || isTooEager(request, reply)) await limits.noteRefusal(request);
  });
}

/** A wrong password, token or key. A page whose session has ended goes on asking too, and means no harm. */
function isGuess(request: RequestWithCaller, { statusCode }: FastifyReply): boolean {
  if (statusCode !== 401) return false;
  const { method, routeOptions } = request;
  const count = addressCountOf({ method, route: routeOptions.url, carriesCredential: true });
  return request.guessed === true || count === 'sign-in';
}

/** Over the count of its address: a caller over their own is only busy, and who is blocked is not counted on. */
function isTooEager({ caller }: RequestWithCaller, reply: FastifyReply): boolean {
  return reply.statusCode === 429 && caller === undefined && reply.hasHeader('ratelimit');
}
