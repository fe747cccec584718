import { AppConfig } from '@app/config';
import { itReturns } from '@app/testing/table';
import { ReturnToNotAllowed } from '../google.errors';
import { allowedReturnTo } from './return-to';

const config = new AppConfig({
  DATABASE_URL: 'postgresql://localhost/classroom',
  REDIS_URL: 'redis://localhost',
  ENCRYPTION_KEY: 'an encryption key for tests',
  JWT_SECRET_KEY: 'a secret that signs the tokens of tests',
  GOOGLE_REDIRECT_URI: 'https://videos.school.example/base/auth/callback',
  CORS_ORIGINS: 'https://portal.school.example, http://localhost:5173',
});

describe(allowedReturnTo, () => {
  itReturns('should allow %s', (returnTo: string) => allowedReturnTo(returnTo, config), [
    ['/app/', 'https://videos.school.example/app/'],
    ['/app/?tab=courses#new', 'https://videos.school.example/app/?tab=courses#new'],
    ['https://videos.school.example/app/', 'https://videos.school.example/app/'],
    ['https://portal.school.example/classes/7', 'https://portal.school.example/classes/7'],
    ['http://localhost:5173/', 'http://localhost:5173/'],
    // Climbs no higher than the top of our own origin.
    ['/../../app', 'https://videos.school.example/app'],
  ]);

  it.each([[undefined], ['']])('should take %j for no address', (returnTo) => {
    expect(allowedReturnTo(returnTo, config)).toBeNull();
  });

  it.each([
    ['another origin', 'https://evil.example/'],
    ['a protocol-relative address', '//evil.example/app'],
    ['slashes the other way', '/\\evil.example/app'],
    ['two of them', '\\\\evil.example'],
    ['a tab inside the slashes', '/\t/evil.example'],
    ['a line break inside the slashes', '/\n/evil.example'],
    ['our host as a user name', 'https://videos.school.example@evil.example/'],
    ['our host as a beginning', 'https://videos.school.example.evil.example/'],
    ['another port', 'https://videos.school.example:8443/'],
    ['our host without TLS', 'http://videos.school.example/'],
    ['a sub-domain of an allowed one', 'https://a.portal.school.example/'],
    ['a script', 'javascript:alert(document.domain)'],
    ['a script in disguise', 'JaVa\nScRiPt:alert(1)'],
    ['data', 'data:text/html,<script>alert(1)</script>'],
    ['a blob of an allowed origin', 'blob:https://portal.school.example/4f0d'],
    ['a file', 'file:///etc/passwd'],
    ['what cannot be read', 'https://[::'],
  ])('should refuse %s', (_case, returnTo) => {
    expect(() => allowedReturnTo(returnTo, config)).toThrow(ReturnToNotAllowed);
  });
});
