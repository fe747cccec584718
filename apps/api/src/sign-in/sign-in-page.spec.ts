import { Script } from 'node:vm';
import { languageOf, ownPath, SIGN_IN_SCRIPT, signInPage } from './sign-in-page';

describe(ownPath, () => {
  it.each([
    ['/queues', '/queues'],
    ['/queues?a=b#c', '/queues?a=b#c'],
    ['queues', '/queues'],
    [undefined, '/'],
    ['', '/'],
    ['https://evil.example/', '/'],
    ['//evil.example/', '/'],
    ['/\\evil.example', '/'],
    ['/\t/evil.example', '/'],
    ['/.//evil.example', '/evil.example'],
    ['javascript:alert(1)', '/'],
    ['http://own.invalid.evil.example', '/'],
  ])('should turn %j into %s', (returnTo, path) => {
    expect(ownPath(returnTo)).toBe(path);
  });
});

describe(languageOf, () => {
  it.each([
    ['pt-BR,pt;q=0.9,en;q=0.8', 'pt'],
    ['en-US,en;q=0.9,pt;q=0.8', 'en'],
    ['de;q=1, pt;q=0.4, en;q=0.6', 'en'],
    ['de', 'en'],
    ['pt;q=0', 'en'],
    ['*', 'en'],
    [undefined, 'en'],
  ])('should choose for %j %s', (accepted, language) => {
    expect(languageOf(accepted)).toBe(language);
  });
});

describe(signInPage, () => {
  it('should label every field, tell errors aloud and say its language', () => {
    const page = signInPage('pt', '/queues');
    expect(page).toContain('<html lang="pt">');
    for (const field of ['username', 'password', 'new-password', 'code']) {
      expect(page).toContain(`<label for="${field}">`);
      expect(page).toContain(`id="${field}"`);
    }
    expect(page).toContain('role="alert"');
  });

  it('should not let an address break out of its place', () => {
    expect(signInPage('en', '/"><script>alert(1)</script>')).not.toContain('<script>alert');
  });

  it('should offer Google where it may be used', () => {
    expect(signInPage('pt', '/', '/auth/google/sign-in?a=1&b="')).toContain(
      '<a href="/auth/google/sign-in?a=1&amp;b=&quot;">Entrar com o Google</a>',
    );
    expect(signInPage('en', '/')).not.toContain('Google');
  });

  it('should come with a script that can be read', () => {
    expect(() => new Script(SIGN_IN_SCRIPT)).not.toThrow();
  });
});
