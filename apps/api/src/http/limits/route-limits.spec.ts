import { testConfig } from '@app/testing/test-config';
import { RouteLimits } from './route-limits';

const API = '/api/v1';

function limitsOf(text: string): RouteLimits {
  const limits = new RouteLimits(testConfig({ RATE_LIMITS: text }));
  limits.noteRoute(['GET', 'HEAD'], `${API}/downloads`);
  limits.noteRoute('POST', `${API}/downloads`);
  limits.noteRoute('GET', `${API}/downloads/:id`);
  limits.noteRoute('GET', `${API}/livez`);
  limits.noteRoute('POST', `${API}/auth/refresh`);
  limits.noteRoute('GET', '/docs');
  return limits;
}

describe(RouteLimits, () => {
  it('should find the limit of a route, however it is written', () => {
    const limits = limitsOf('POST /downloads=30,GET /api/v1/downloads/{id}=5,GET /downloads/=7');
    expect(() => limits.onApplicationBootstrap()).not.toThrow();
    const post = { name: 'POST /downloads', limit: 30, windowSeconds: 60 };
    expect(limits.policyOf('POST', `${API}/downloads`)).toEqual(post);
    expect(limits.policyOf('HEAD', `${API}/downloads`)).toMatchObject({ name: 'GET /downloads', limit: 7 });
    expect(limits.policyOf('GET', `${API}/downloads/:id`)).toMatchObject({ name: 'GET /downloads/{id}' });
    expect(limits.policyOf('DELETE', `${API}/downloads/:id`)).toBeUndefined();
    expect(limits.policyOf('GET', undefined)).toBeUndefined();
  });

  it.each([
    ['POST /dwonloads=30', 'there is no route POST /dwonloads'],
    ['DELETE /downloads=30', 'there is no route DELETE /downloads'],
    ['GET /downloads/{download_id}=30', 'there is no route GET /downloads/{download_id}'],
    ['GET /docs=30', 'there is no route GET /docs'],
    ['GET /livez=30', 'GET /livez is always answered'],
    ['POST /auth/refresh=30', 'POST /auth/refresh is always answered'],
    ['POST /downloads=30,POST /api/v1/downloads=40', 'POST /downloads has two limits'],
  ])('should not start with %s', (text, problem) => {
    expect(() => limitsOf(text).onApplicationBootstrap()).toThrow(`  - RATE_LIMITS: ${problem}`);
  });

  it('should name everything that is wrong at once', () => {
    expect(() => limitsOf('GET /a=1,GET /b=2').onApplicationBootstrap()).toThrow(/GET \/a\n.*GET \/b/);
  });
});
