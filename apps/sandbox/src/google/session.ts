import type { FastifyRequest } from 'fastify';
import type { School, Person } from '../school/school';
import { personBySub } from '../school/school';
import { scopeMissing, unauthenticated } from './google-error';
import type { Tokens } from './tokens';

const AUTH = 'https://www.googleapis.com/auth/';

/** Who calls, when one of these scopes was granted. @throws GoogleApiError 401 or 403 */
export function callerOf(
  request: FastifyRequest,
  school: School,
  tokens: Tokens,
  anyScope: readonly string[],
): Person {
  const grant = tokens.findGrant(bearerOf(request), 'access');
  const person = grant && personBySub(school, grant.sub);
  if (!grant || !person) throw unauthenticated();
  if (!anyScope.some((scope) => grant.scopes.includes(AUTH + scope))) throw scopeMissing();
  return person;
}

/** The access token that a request carries; empty when it has none. */
export function bearerOf(request: FastifyRequest): string {
  return /^Bearer (.+)$/i.exec(request.headers.authorization ?? '')?.[1] ?? '';
}
