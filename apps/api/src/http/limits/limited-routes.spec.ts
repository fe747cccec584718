import { addressCountOf, isFileRoute } from './limited-routes';

describe(addressCountOf, () => {
  it.each([
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
  ])('should count %s %s (with a credential: %s) as %s', (method, route, carriesCredential, count) => {
    expect(addressCountOf({ method, route, carriesCredential })).toBe(count);
  });
});

describe(isFileRoute, () => {
  it.each([
    ['/api/v1/downloads/:id/file', true],
    ['/api/v1/downloads/:id/thumbnail', true],
    ['/api/v1/downloads/:id/subtitles/:lang', true],
    ['/api/v1/downloads/:id', false],
    [undefined, false],
  ])('should check %s', (route, isFile) => {
    expect(isFileRoute(route)).toBe(isFile);
  });
});
