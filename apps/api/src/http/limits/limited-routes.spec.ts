import { itReturns } from '@app/testing/table';
import { addressCountOf, isFileRoute } from './limited-routes';

const countOf = (method: string, route: string | undefined, carriesCredential: boolean) =>
  addressCountOf({ method, route, carriesCredential });

describe(addressCountOf, () => {
  itReturns('should count %s %s (with a credential: %s) as %s', countOf, [
    ['GET', '/api/v1/health', false, 'health'],
    ['GET', '/api/v1/health', true, 'none'],
    ['GET', '/api/v1/livez', false, 'none'],
    ['POST', '/api/v1/auth/refresh', false, 'none'],
    ['POST', '/api/v1/security/refresh', true, 'none'],
    ['GET', '/api/v1/metrics', true, 'none'],
    ['OPTIONS', '/api/v1/downloads', false, 'none'],
    ['POST', '/api/v1/auth/login', false, 'sign-in'],
    ['POST', '/api/v1/auth/login', true, 'sign-in'],
    ['GET', '/api/v1/auth/login', true, 'none'],
    ['GET', '/api/v1/auth/login', false, 'anonymous'],
    ['GET', '/api/v1/auth/google/sign-in', true, 'sign-in'],
    ['GET', '/api/v1/downloads', false, 'anonymous'],
    ['GET', '/api/v1/downloads', true, 'none'],
    ['GET', '/api/v1/openapi.json', true, 'anonymous'],
    ['GET', '/queues', false, 'anonymous'],
    ['GET', '/queues/api/queues', true, 'none'],
    ['GET', '/docs', true, 'pages'],
    ['GET', '/', false, 'pages'],
    ['GET', '/app/*', false, 'pages'],
    ['GET', '/app/assets/start-4f2a.js', false, 'none'],
    ['GET', undefined, true, 'anonymous'],
    ['GET', undefined, false, 'anonymous'],
  ]);
});

describe(isFileRoute, () => {
  itReturns('should check %s', isFileRoute, [
    ['/api/v1/downloads/:id/file', true],
    ['/api/v1/downloads/:id/thumbnail', true],
    ['/api/v1/downloads/:id/subtitles/:lang', true],
    ['/api/v1/downloads/:id', false],
    [undefined, false],
  ]);
});
