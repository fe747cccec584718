import { UnsupportedMediaTypeException } from '@nestjs/common';
import type { FastifyInstance } from 'fastify';
import { API_PREFIX } from './bare-paths';

const FORM = 'application/x-www-form-urlencoded';
const TAKES_FORMS = [
  `${API_PREFIX}/auth/token`,
  `${API_PREFIX}/security/token`,
  `${API_PREFIX}/auth/connect/:link`,
];

/** Any page can post a form anywhere, with cookies and without asking. Only the token routes, which set no cookie, and the page that asks, with a proof of its own, take one. */
export function refuseForms(fastify: FastifyInstance): void {
  fastify.addHook('onRequest', (request, _reply, done) => {
    const isForm = (request.headers['content-type'] ?? '').toLowerCase().startsWith(FORM);
    const refused = isForm && !TAKES_FORMS.includes(request.routeOptions.url ?? '');
    done(refused ? new UnsupportedMediaTypeException('Forms are not taken here; send JSON.') : undefined);
  });
}
