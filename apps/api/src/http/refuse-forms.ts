import { UnsupportedMediaTypeException } from '@nestjs/common';
import type { FastifyInstance } from 'fastify';
import { API_PREFIX } from './bare-paths';

const FORM = 'application/x-www-form-urlencoded';
const TAKES_FORMS = `${API_PREFIX}/auth/token`;

/** Any page can post a form anywhere, with cookies and without asking. Only one route, which sets no cookie, takes one. */
export function refuseForms(fastify: FastifyInstance): void {
  fastify.addHook('onRequest', (request, _reply, done) => {
    const isForm = (request.headers['content-type'] ?? '').toLowerCase().startsWith(FORM);
    const refused = isForm && request.routeOptions.url !== TAKES_FORMS;
    done(refused ? new UnsupportedMediaTypeException('Forms are not taken here; send JSON.') : undefined);
  });
}
