import type { FastifyInstance, FastifyReply } from 'fastify';
import type { RequestWithCaller } from '../access.decorators';
import { sendProblem } from '../problem';
import type { SameOrigin } from '../same-origin';
import { addressCountOf } from './limited-routes';
import type { RequestLimits } from './request-limits';
import type { RouteLimits } from './route-limits';

/**
 * Refuses who asks too often before the body is read, and remembers who guesses. What a page of another site makes a
 * browser ask for is refused first and counted nowhere: the person behind the address did not ask.
 */
export function limitRequests(
  fastify: FastifyInstance,
  { limits, routes, sameOrigin }: { limits: RequestLimits; routes: RouteLimits; sameOrigin: SameOrigin },
): void {
  fastify.addHook('onRoute', ({ method, url }) => routes.noteRoute(method, url));
  fastify.addHook('onRequest', async (request, reply) => {
    try {
      sameOrigin.refuseForeignPages(request);
      await limits.admitAddress(request, reply);
    } catch (error) {
      return sendProblem(reply, error, request.url.split('?')[0] ?? '');
    }
    return undefined;
  });
  fastify.addHook('onResponse', async (request, reply) => {
    if (isGuess(request, reply)) await limits.noteRefusal(request);
  });
}

/**
 * A wrong password, token or key, or going on over the count of sign-ins. Who is over another count is refused and no
 * more: a page with 300 images whose session has ended does that by itself.
 */
function isGuess(request: RequestWithCaller, reply: FastifyReply): boolean {
  if (request.guessed === true) return true;
  const { method, routeOptions } = request;
  const count = addressCountOf({ method, route: routeOptions.url, carriesCredential: true });
  if (count !== 'sign-in') return false;
  return reply.statusCode === 401 || (reply.statusCode === 429 && reply.hasHeader('ratelimit'));
}
