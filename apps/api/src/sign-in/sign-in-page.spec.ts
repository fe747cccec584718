import { Script } from 'node:vm';
import { SIGN_IN_SCRIPT, signInPage } from './sign-in-page';

describe(signInPage, () => {
  it('should label every field, tell errors aloud and say its language', () => {
    const page = signInPage('pt-BR', '/queues');
    expect(page).toContain('<html lang="pt-BR">');
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
    expect(signInPage('pt-BR', '/', '/auth/google/sign-in?a=1&b="')).toContain(
      '<a href="/auth/google/sign-in?a=1&amp;b=&quot;">Entrar com o Google</a>',
    );
    expect(signInPage('en', '/')).not.toContain('Google');
  });

  it('should come with a script that can be read', () => {
    expect(() => new Script(SIGN_IN_SCRIPT)).not.toThrow();
  });
});

/** The script in a page that has only what it touches. */
async function signIn(answer: { status: number; code: string; retryAfter?: string }): Promise<string> {
  const element = () => ({
    value: 'x',
    disabled: false,
    hidden: false,
    textContent: '',
    focus: () => undefined,
  });
  let submit: ((event: object) => Promise<void>) | undefined;
  const form = (isFirst: boolean) => ({
    ...element(),
    ...Object.fromEntries(['username', 'password', 'code', 'next'].map((name) => [name, element()])),
    querySelector: element,
    addEventListener: (_name: string, listener: typeof submit) => {
      if (isFirst) submit = listener;
    },
  });
  const alert = element();
  const dataset = {
    locked: 'locked {minutes}',
    tooMany: 'too many {minutes}',
    unavailable: 'away',
    refused: 'no',
  };
  const parts: Record<string, object> = { main: { dataset }, '[role=alert]': alert, '#sign-in': form(true) };
  const response = {
    ok: false,
    status: answer.status,
    headers: new Headers(),
    json: () => Promise.resolve(answer),
  };
  if (answer.retryAfter !== undefined) response.headers.set('retry-after', answer.retryAfter);
  new Script(SIGN_IN_SCRIPT).runInNewContext({
    document: { querySelector: (selector: string) => parts[selector] ?? form(false), forms: [] },
    location: { hash: '', pathname: '/', search: '' },
    URLSearchParams,
    fetch: () => Promise.resolve(response),
  });
  await submit?.({ preventDefault: () => undefined });
  return alert.textContent;
}

describe('the script of the sign-in page', () => {
  it.each([
    [{ status: 429, code: 'auth.locked', retryAfter: '900' }, 'locked 15'],
    [{ status: 429, code: 'request.too-many', retryAfter: '42' }, 'too many 1'],
    [{ status: 429, code: 'request.address-blocked', retryAfter: '600' }, 'too many 10'],
    [{ status: 503, code: 'service.unavailable', retryAfter: '5' }, 'away'],
    [{ status: 401, code: 'auth.sign-in-refused' }, 'no'],
  ])('should say of %j: %s', async (answer, told) => {
    await expect(signIn(answer)).resolves.toBe(told);
  });
});
