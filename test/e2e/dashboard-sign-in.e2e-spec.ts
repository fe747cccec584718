import type { Page } from 'playwright-core';
import { codeOf, enrolSecondFactor } from '@app/testing/authenticator';
import { accessibilityOf, openPage, sidewaysOf } from '@app/testing/browser';
import { PHONE, useDashboard } from '@app/testing/dashboard-visit';
import { addPerson, type Person, superAdmin } from '@app/testing/people';
import { ANA } from '@app/testing/sandbox-school';
import { setUp } from '@app/testing/set-up';
import { ADMIN } from '@app/testing/system';

const OWN = 'Jabuticaba-4-pares';

describe('the ways in, in a browser', () => {
  const { system, browser } = useDashboard({ workers: 0 });
  const root = setUp(() => superAdmin(system));
  let last = 5000;

  const title = (page: Page, name: string | RegExp) =>
    page.getByRole('heading', { level: 1, name, exact: true }).waitFor();
  const open = async (path: string, options: Parameters<typeof openPage>[1] = {}) => {
    const opened = await openPage(browser, options);
    await opened.page.goto(system.origin + path);
    return opened;
  };
  const type = async (page: Page, user: string, password = ADMIN.password) => {
    await page.getByLabel('Nome de usuário ou e-mail').fill(user);
    await page.getByLabel('Senha', { exact: true }).fill(password);
    await page.keyboard.press('Enter');
  };
  const home = (page: Page) => title(page, /em três passos/);
  const allowGoogle = async (google_sign_in: string) => {
    expect((await root.call('/tenant', { method: 'PUT', body: { google_sign_in } })).status).toBe(200);
  };
  /** A Google account of its own, of the Workspace of its address. */
  const googleAccount = (email: string) => {
    system.sandbox.school.people.push({
      sub: String((last += 1)),
      email,
      name: 'Somebody',
      domain: email.split('@')[1],
    });
  };
  const atGoogle = async (page: Page, email: string | undefined, button = 'Allow') => {
    await page.getByRole('heading', { name: 'Choose an account' }).waitFor();
    if (email !== undefined) await page.getByLabel(email).check();
    await page.getByRole('button', { name: button }).click();
  };

  it('should ask for the code of the second factor, take it with spaces, and a recovery code instead', async () => {
    const person = await addPerson(system, { name: 'coded' });
    const { secret, recoveryCodes } = await enrolSecondFactor(person.client);
    const { page, complaints } = await open('/app/downloads');
    await type(page, person.email);
    await title(page, 'Mais um passo.');
    expect(await page.evaluate('document.activeElement.name')).toBe('code');
    expect(await accessibilityOf(page)).toEqual([]);
    await page.keyboard.type('000000');
    await page.keyboard.press('Enter');
    await page.getByText('O código está incorreto ou já foi usado.', { exact: false }).waitFor();
    const code = codeOf(secret, 1);
    await page.getByLabel('Código do aplicativo').fill(`${code.slice(0, 3)} ${code.slice(3)}`);
    await page.keyboard.press('Enter');
    await title(page, 'Downloads');
    expect(complaints).toEqual([]);
    await page.context().close();

    const other = await open('/app/');
    await type(other.page, person.email);
    await other.page.getByLabel('Código do aplicativo').fill((recoveryCodes[0] ?? '').toUpperCase());
    await other.page.keyboard.press('Enter');
    await home(other.page);
    await other.page.context().close();
  });

  it('should let who got a password choose an own one, with words about it', async () => {
    const given = { username: 'newcomer', email: 'newcomer@school.example', password: 'Given-by-an-admin-1' };
    expect((await root.post('/users', given)).status).toBe(201);
    const { page, complaints } = await open('/app/');
    await type(page, given.username, given.password);
    await title(page, 'Escolha a sua senha.');
    expect(await accessibilityOf(page)).toEqual([]);
    await page.getByLabel('Nova senha', { exact: true }).fill('Newcomer-2026');
    await page.getByText('não conter o seu nome de usuário', { exact: false }).waitFor();
    await page.getByLabel('Nova senha', { exact: true }).fill('Mudar@123');
    await page.getByLabel('Repita a senha').fill('Mudar@123');
    await page.keyboard.press('Enter');
    await page.getByText('A nova senha é comum demais.', { exact: false }).waitFor();
    await page.getByLabel('Nova senha', { exact: true }).fill(OWN);
    await page.getByLabel('Repita a senha').fill(OWN);
    await page.keyboard.press('Enter');
    await home(page);
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  describe('with Google', () => {
    beforeAll(() => allowGoogle('members'));
    afterAll(() => allowGoogle('off'));

    it('should be offered where it is allowed, lead back to where somebody wanted to go, and to no other site', async () => {
      const person = await addPerson(system, { name: 'bygoogle' });
      googleAccount(person.email);
      const elsewhere = await open('/app/sign-in?tenant_id=other');
      await elsewhere.page.getByText('Peça um convite à coordenação', { exact: false }).waitFor();
      await expect(elsewhere.page.getByText('Entrar com o Google').count()).resolves.toBe(0);
      await elsewhere.page.context().close();

      const { page, complaints } = await open('/app/settings/sessions');
      await page.getByRole('link', { name: 'Entrar com o Google' }).click();
      await atGoogle(page, person.email);
      await title(page, 'Sessões');
      await page.getByText('Entrou com o Google:', { exact: false }).waitFor();
      expect(complaints).toEqual([]);
      await page.context().close();

      const lured = await open('/app/sign-in?return_to=https%3A%2F%2Fevil.example%2F');
      const link = lured.page.getByRole('link', { name: 'Entrar com o Google' });
      expect(await link.getAttribute('href')).toBe('/auth/google/sign-in?return_to=%2Fapp%2F');
      await lured.page.context().close();
    });

    it('should say in words that somebody cancelled, in their language, with a way back', async () => {
      const { page } = await open('/app/');
      await page.getByRole('link', { name: 'Entrar com o Google' }).click();
      await atGoogle(page, undefined, 'Cancel');
      await title(page, 'Login com o Google cancelado');
      expect(await page.evaluate('document.documentElement.lang')).toBe('pt-BR');
      expect(await accessibilityOf(page)).toEqual([]);
      await page.getByRole('link', { name: 'Voltar ao login' }).click();
      await title(page, 'As aulas da escola, guardadas.');
      await page.context().close();
    });

    it('should ask an admin for the code afterwards, and let a person in whose password another has set', async () => {
      const person = await addPerson(system, { name: 'strictadmin', role: 'admin' });
      const { secret } = await enrolSecondFactor(person.client);
      googleAccount(person.email);
      const database = await system.database();
      const demand = (value: boolean) =>
        database.query(`UPDATE tenants SET require_second_factor_for_admins = $1 WHERE id = 'school'`, [
          value,
        ]);
      await demand(true);
      try {
        const { page } = await open('/app/settings/keys');
        await page.getByRole('link', { name: 'Entrar com o Google' }).click();
        await atGoogle(page, person.email);
        await title(page, 'Mais um passo.');
        expect(new URL(page.url()).hash).toBe('');
        await page.getByLabel('Código do aplicativo').fill(codeOf(secret, 1));
        await page.keyboard.press('Enter');
        await title(page, 'Chaves de API');
        await page.context().close();
      } finally {
        await demand(false);
      }
      const email = 'carla@school.example';
      const added = { username: 'carladias', email, password: 'Given-by-an-admin-1' };
      expect((await root.post('/users', added)).status).toBe(201);
      googleAccount(email);
      const { page } = await open('/app/');
      await page.getByRole('link', { name: 'Entrar com o Google' }).click();
      await atGoogle(page, email);
      await home(page);
      await page.context().close();
    });
  });

  describe('by an invitation', () => {
    const invite = async (email: string) =>
      (await root.post<{ url: string; token: string }>('/auth/invitations', { email })).body;

    it('should make an account by its link, keep what was typed when it is refused, and sign in', async () => {
      const { url, token } = await invite('jose.lima@school.example');
      expect(url).toBe(`${system.origin}/app/join#${token}`);
      const { page, complaints } = await open(`/app/join#${token}`);
      await title(page, 'Crie a sua conta.');
      expect(page.url()).not.toContain(token);
      expect(await accessibilityOf(page)).toEqual([]);
      await page.getByLabel('E-mail').fill('wrong@school.example');
      await page.getByLabel('Nome completo').fill('José Lima');
      await page.getByLabel('Senha', { exact: true }).fill(OWN);
      await page.getByLabel('Repita a senha').fill(OWN);
      await page.getByLabel('Nome de usuário').fill('joselima');
      await page.getByRole('button', { name: 'Criar conta' }).click();
      await page.getByText('Este convite já foi usado, foi retirado', { exact: false }).waitFor();
      await expect(page.getByLabel('Nome completo').inputValue()).resolves.toBe('José Lima');
      await page.getByLabel('E-mail').fill('jose.lima@school.example');
      await page.getByRole('button', { name: 'Criar conta' }).click();
      await home(page);
      await page.goto(`${system.origin}/app/join/${token}`);
      await page.getByText('Você já entrou neste navegador como José Lima.', { exact: false }).waitFor();
      await page.getByRole('button', { name: 'Sair e usar o convite' }).click();
      await page.getByLabel('Nome completo').waitFor();
      expect(page.url()).not.toContain(token);
      expect(complaints).toEqual([]);
      await page.context().close();
    });

    it('should say what to do without one', async () => {
      const { page } = await open('/app/join');
      await page.getByText('Para criar uma conta, abra o link do convite', { exact: false }).waitFor();
      await page.context().close();
    });
  });

  it("should tell how Google's consent ended: all, a part, and nothing of it", async () => {
    const person = await addPerson(system, { name: 'connecting' });
    const { page, complaints } = await open('/app/courses');
    await type(page, person.email);
    await page.getByRole('button', { name: 'Conectar conta Google' }).click();
    await atGoogle(page, undefined, 'Cancel');
    await title(page, 'A conta não foi conectada.');
    await page.getByText('A permissão não foi dada no Google.', { exact: false }).waitFor();
    expect(new URL(page.url()).search).toBe('');
    expect(await accessibilityOf(page)).toEqual([]);
    await page.getByRole('button', { name: 'Tentar de novo' }).click();
    await page.getByLabel('drive.readonly').uncheck();
    await atGoogle(page, ANA);
    await title(page, 'Conta conectada, com permissões faltando.');
    await page.getByText(ANA).waitFor();
    await page
      .getByRole('listitem')
      .filter({ hasText: 'Arquivos do Drive' })
      .getByText('sem permissão')
      .waitFor();
    expect(await accessibilityOf(page)).toEqual([]);
    await page.getByRole('button', { name: 'Reconectar' }).click();
    await atGoogle(page, ANA);
    await title(page, 'Conta Google conectada.');
    await page.getByRole('link', { name: 'Escolher uma turma' }).click();
    await title(page, 'Turmas');
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  it('should lead from the queue board to the sign-in and back, and from old addresses', async () => {
    const { page } = await open('/queues?page=2');
    await page.waitForURL(`${system.origin}/app/sign-in?return_to=%2Fqueues%3Fpage%3D2`);
    await type(page, ADMIN.email);
    await page.waitForURL(/\/queues/);
    await page.context().close();
    const old = await open('/auth/sign-in?return_to=/app/downloads#challenge=of-long-ago');
    await title(old.page, 'Mais um passo.');
    await old.page.getByLabel('Código do aplicativo').fill('000000');
    await old.page.keyboard.press('Enter');
    await old.page.getByText('Este acesso expirou. Entre de novo.').waitFor();
    await old.page.context().close();
  });

  it('should tell an error by its code, and nothing that an address says besides', async () => {
    const { page, complaints } = await open('/app/error?code=auth.invitation-not-usable&id=5f1b7ac6-4c38');
    await title(page, 'O convite não pode ser usado');
    await page.getByText('Código 5f1b7ac6-4c38').waitFor();
    expect(await accessibilityOf(page)).toEqual([]);
    await page.goto(`${system.origin}/app/error?code=<b>Pay</b>&id=Call%20us`);
    await page.getByText('Algo inesperado aconteceu.', { exact: false }).waitFor();
    expect(await page.textContent('main')).not.toMatch(/Pay|Call/);
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  describe('when another person signs in in the same browser', () => {
    const two = async (name: string) => {
      const [a, b] = [
        await addPerson(system, { name: `${name}ana` }),
        await addPerson(system, { name: `${name}bruno` }),
      ];
      const opened = await open('/app/settings/profile');
      await type(opened.page, a.email);
      await title(opened.page, 'Perfil');
      return { a, b, ...opened };
    };

    it('should stop showing the first one at once, and go on as the second when asked', async () => {
      const { b, page, complaints } = await two('told');
      const other = await page.context().newPage();
      await other.goto(`${system.origin}/app/`);
      await other.getByRole('button', { name: 'Sua conta' }).click();
      await other.getByRole('menuitem', { name: 'Sair' }).click();
      await page.getByText('Sua sessão terminou. Entre de novo.').waitFor();
      await type(page, 'toldana@school.example');
      await title(page, 'Perfil');
      await other.goto(`${system.origin}/app/sign-in`);
      // Somebody with a session of their own comes from elsewhere, such as Google: their page is loaded.
      await other.context().addCookies(cookiesOf(b));
      await other.goto(`${system.origin}/app/`);
      await title(page, 'Outra pessoa entrou neste navegador.');
      await page.getByText('Agora é toldbruno.', { exact: false }).waitFor();
      expect(await accessibilityOf(page)).toEqual([]);
      await page.getByRole('button', { name: 'Continuar como toldbruno' }).click();
      await home(page);
      expect(complaints).toEqual([]);
      await page.context().close();
    });

    it('should do nothing as the second one, even if no tab has told', async () => {
      const { a, b, page } = await two('silent');
      await page.context().addCookies(cookiesOf(b));
      await page.getByLabel('Nome completo').fill('Ana, and not Bruno');
      await page.getByRole('button', { name: 'Salvar nome' }).click();
      await title(page, 'Outra pessoa entrou neste navegador.');
      for (const { client, email } of [a, b]) {
        const { body } = await client.get<{ full_name: string }>('/auth/profile');
        expect(`${body.full_name}@school.example`).toBe(email);
      }
      await page.context().close();
    });

    it('should notice when somebody comes back to the tab', async () => {
      const { b, page } = await two('back');
      await page.context().addCookies(cookiesOf(b));
      await page.evaluate('dispatchEvent(new Event("focus"))');
      await title(page, 'Outra pessoa entrou neste navegador.');
      await page.context().close();
    });

    function cookiesOf({ answer }: Person) {
      return answer.headers.getSetCookie().map((cookie) => {
        const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
        const path = /; Path=([^;]+)/i.exec(cookie)?.[1] ?? '/';
        return { name, value, domain: new URL(system.origin).hostname, path, httpOnly: true };
      });
    }
  });

  it.each(['light', 'dark'] as const)(
    'should fit a phone and have no faults in the %s theme',
    async (colorScheme) => {
      const { page, complaints } = await open('/app/sign-in', {
        colorScheme,
        viewport: PHONE,
        hasTouch: true,
      });
      for (const path of ['sign-in', 'join#a-token', 'error?code=internal']) {
        await page.goto('about:blank');
        await page.goto(`${system.origin}/app/${path}`);
        await page.getByRole('heading', { level: 1 }).waitFor();
        expect([path, await accessibilityOf(page)]).toEqual([path, []]);
        expect([path, await sidewaysOf(page)]).toEqual([path, 0]);
      }
      expect(complaints).toEqual([]);
      await page.context().close();
    },
  );
});
