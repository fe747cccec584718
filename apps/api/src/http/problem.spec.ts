import { ConnectDeclined } from '@app/google';
import { AppError } from '@app/kernel';
import fastify from 'fastify';
import { problemOf, sendProblem } from './problem';
import { problemPage } from './problem-page';
import { RequestInvalid } from './request.errors';

const BROWSER = { accept: 'text/html,application/xhtml+xml' };

async function ask(error: unknown, headers: Record<string, string> = {}, url = '/a?b=1') {
  const app = fastify();
  app.addHook('onRequest', async (_request, reply) => {
    void reply.header('vary', 'Origin');
  });
  app.get('/*', (_request, reply) => sendProblem(reply, error, '/a'));
  const { statusCode, headers: told, body } = await app.inject({ url, headers });
  await app.close();
  return { status: statusCode, told, body };
}

async function problem(error: unknown, language?: string) {
  const { body, told } = await ask(error, language === undefined ? {} : { 'accept-language': language });
  return { told, body: JSON.parse(body) as Record<string, unknown> };
}

const NOT_FOUND = new AppError('download.not-found', 'There is no download 7 here.');

describe(sendProblem, () => {
  it('should stay as it was thrown where no language that we speak is asked for', async () => {
    for (const language of [undefined, '*', 'de']) {
      const { told, body } = await problem(NOT_FOUND, language);
      expect(body).toMatchObject({ title: 'No such download', detail: 'There is no download 7 here.' });
      expect(told['content-language']).toBeUndefined();
      expect(told.vary).toBe('Origin, Accept, Accept-Language');
    }
  });

  it('should keep what was thrown in English, and say so', async () => {
    const { told, body } = await problem(NOT_FOUND, 'en-GB');
    expect(body.detail).toBe('There is no download 7 here.');
    expect(told['content-language']).toBe('en');
  });

  it('should speak Portuguese where that is asked for; the code stays', async () => {
    const { told, body } = await problem(NOT_FOUND, 'pt-BR,pt;q=0.9,en;q=0.8');
    expect(told['content-language']).toBe('pt-BR');
    expect(body).toMatchObject({
      code: 'download.not-found',
      status: 404,
      title: 'Download não encontrado',
      detail: 'Este download não existe mais.',
      hint: 'Recarregue a lista de downloads.',
    });
  });

  it('should say the cause of a code with several', async () => {
    const { body } = await problem(new ConnectDeclined('admin_policy_enforced'), 'pt');
    expect(body).toMatchObject({ title: 'A conta não foi conectada', reason: 'admin_policy_enforced' });
    expect(body.detail).toContain('administrador do Google da escola');
    const { body: other } = await problem(new ConnectDeclined('server_error'), 'pt');
    expect(other.detail).toBe('O Google não concluiu a conexão da conta.');
  });

  it('should say how long to wait', async () => {
    const locked = new AppError('auth.locked', 'Too many.', { details: { retry_after: 61 } });
    expect((await problem(locked, 'pt')).body.hint).toContain('em 2 min');
    const tooMany = new AppError('request.too-many', 'Too many.', { details: { retry_after: 1 } });
    expect((await problem(tooMany, 'pt')).body.hint).toBe('Tente de novo em 1 segundo.');
  });

  it('should say of each field what is wrong with it, and keep its name', async () => {
    const wrong = new RequestInvalid([
      { field: 'username', message: 'username is required', code: 'required' },
      { field: 'q', message: 'q must be shorter than or equal to 1 characters', code: 'too-long', limit: 1 },
      { field: 'colour', message: 'is odd' },
    ]);
    expect((await problem(wrong, 'pt')).body.errors).toEqual([
      { field: 'username', message: 'está faltando', code: 'required' },
      { field: 'q', message: 'pode ter no máximo 1 caractere', code: 'too-long', limit: 1 },
      { field: 'colour', message: 'não está escrito como precisa ser', code: 'format' },
    ]);
    expect((await problem(wrong, 'en')).body.errors).toMatchObject([
      { message: 'username is required' },
      {},
      {},
    ]);
  });

  it('should translate why each video cannot be had, and keep what it does not know', async () => {
    const blocked = [
      { title: 'A', code: 'drive.forbidden', reason: 'r', hint: 'h' },
      { title: 'B', code: null, reason: 'r', hint: 'h' },
    ];
    const { body } = await problem(new AppError('download.nothing', 'x', { details: { blocked } }), 'pt');
    expect(body.blocked).toEqual([
      expect.objectContaining({ title: 'A', reason: 'O proprietário não permite baixar este arquivo.' }),
      blocked[1],
    ]);
  });

  it('should leave the wrong fields named', async () => {
    const { body } = await problem(new RequestInvalid([{ field: 'url', message: 'url is required' }]), 'pt');
    expect(body).toMatchObject({ title: 'Dados inválidos', errors: [{ field: 'url' }] });
  });

  it.each([
    ['en', 'Something went wrong here', 'Try again'],
    ['pt-BR', 'Algo deu errado aqui', 'Tentar de novo'],
  ])(
    'should be a page for a browser in %s, also when the mistake is ours',
    async (language, title, retry) => {
      const { status, told, body } = await ask(new Error('secret'), {
        ...BROWSER,
        'accept-language': language,
      });
      expect(status).toBe(500);
      expect(told).toMatchObject({
        'content-type': 'text/html; charset=utf-8',
        'content-language': language,
        'cache-control': 'no-store',
      });
      for (const part of [`<html lang="${language}">`, `<h1>${title}</h1>`, `href="/a?b=1">${retry}</a>`])
        expect(body).toContain(part);
      expect(body).not.toContain('secret');
    },
  );

  it.each<Record<string, string>>([
    { accept: 'text/html, image/gif, image/jpeg, *; q=.2, */*; q=.2', authorization: 'Bearer cdl_x' },
    { accept: 'application/json, text/html;q=0.1' },
    { accept: 'text/html, application/problem+json' },
  ])('should be a problem for a program that also accepts pages: %j', async (headers) => {
    const { told } = await ask(NOT_FOUND, headers);
    expect(told['content-type']).toContain('application/problem+json');
  });

  it('should not let an address break out of its place', async () => {
    const { body } = await ask(new Error('x'), BROWSER, '/a?b="><script>alert(1)</script>');
    expect(body).not.toContain('<script>');
  });

  it.each(['//evil.example/sign-in', '/\\evil.example/sign-in'])(
    'should not lead to another site by %s',
    async (url) => {
      const page = problemPage(
        { ...problemOf(new Error('x'), '/a'), status: 429 },
        { method: 'GET', url },
        'en',
      );
      expect(page).toContain('href="/');
      expect(page).not.toContain('evil.example/sign-in');
      expect(page).not.toMatch(/href="(?:\/[/\\]|http)/);
    },
  );

  it('should not offer to repeat what counts once', async () => {
    const { body } = await ask(
      new AppError('google.unavailable', 'x'),
      BROWSER,
      '/auth/callback?state=1&code=2',
    );
    expect(body).not.toContain('code=2');
    expect(body).toContain('href="/"');
  });
});
