import type { Locator, Page } from 'playwright-core';
import { accessibilityOf, openPage } from '@app/testing/browser';
import { useDashboard, visit } from '@app/testing/dashboard-visit';
import { addPerson, type Person } from '@app/testing/people';
import { ADMIN } from '@app/testing/system';

const TOO_COMMON = 'Flamengo2024';
const GOOD = 'Jabuticaba-4-pares';
const WRONG = 'Wrong-9-password';

interface Refused {
  form: string;
  path: string;
  as?: 'super-admin' | 'admin' | 'person';
  /** Types what the server does not take, and sends it. */
  send: (page: Page) => Promise<unknown>;
  field: string;
  says: RegExp;
}

describe('a form that the server refuses, in a browser', () => {
  const { system, browser } = useDashboard({ workers: 0 });
  let people: Record<NonNullable<Refused['as']>, Pick<Person, 'email'>>;

  beforeAll(async () => {
    people = {
      'super-admin': ADMIN,
      admin: await addPerson(system, { name: 'headteacher', role: 'admin' }),
      person: await addPerson(system, { name: 'anasouza' }),
    };
    await addPerson(system, { name: 'taken' });
  });

  const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();
  const fill = async (page: Page, fields: Record<string, string>) => {
    for (const [label, value] of Object.entries(fields))
      await page.getByLabel(label, { exact: true }).fill(value);
  };

  const FORMS: Refused[] = [
    {
      form: 'the own name',
      path: '/settings/profile',
      send: async (page) => {
        await fill(page, { 'Nome completo': '   ' });
        await press(page, 'Salvar nome');
      },
      field: 'Nome completo',
      says: /caractere/,
    },
    {
      form: 'the own address, with a wrong password',
      path: '/settings/profile',
      send: async (page) => {
        await press(page, 'Mudar e-mail');
        await fill(page, { 'Novo e-mail': 'ana@nova.example', 'Senha atual': WRONG });
        await press(page, 'Pedir a mudança');
      },
      field: 'Senha atual',
      says: /senha atual está incorreta/,
    },
    {
      form: 'the own address, which is taken',
      path: '/settings/profile',
      send: async (page) => {
        await press(page, 'Mudar e-mail');
        await fill(page, { 'Novo e-mail': 'taken@school.example', 'Senha atual': ADMIN.password });
        await press(page, 'Pedir a mudança');
      },
      field: 'Novo e-mail',
      says: /já está em uso/,
    },
    {
      form: 'the password, with a wrong one',
      path: '/settings/password',
      send: async (page) => {
        await fill(page, { 'Senha atual': WRONG, 'Nova senha': GOOD, 'Repita a senha': GOOD });
        await press(page, 'Trocar senha');
      },
      field: 'Senha atual',
      says: /senha atual está incorreta/,
    },
    {
      form: 'the password, for one that is too common',
      path: '/settings/password',
      send: async (page) => {
        const next = { 'Nova senha': TOO_COMMON, 'Repita a senha': TOO_COMMON };
        await fill(page, { 'Senha atual': ADMIN.password, ...next });
        await press(page, 'Trocar senha');
      },
      field: 'Nova senha',
      says: /comum demais/,
    },
    {
      form: 'the second factor, with a wrong password',
      path: '/settings/second-factor',
      send: async (page) => {
        await fill(page, { 'Senha atual': WRONG });
        await press(page, 'Começar');
      },
      field: 'Senha atual',
      says: /senha atual está incorreta/,
    },
    {
      form: 'the second factor, with a wrong code',
      path: '/settings/second-factor',
      send: async (page) => {
        await fill(page, { 'Senha atual': ADMIN.password });
        await press(page, 'Começar');
        await fill(page, { 'Código que o aplicativo mostra': '000000' });
        await press(page, 'Ativar');
      },
      field: 'Código que o aplicativo mostra',
      says: /código está incorreto/,
    },
    {
      form: 'an invitation',
      path: '/settings/people',
      as: 'admin',
      send: async (page) => {
        await fill(page, { 'Convidar por e-mail': 'ana@escola' });
        await press(page, 'Convidar');
      },
      field: 'Convidar por e-mail',
      says: /Não é um e-mail/,
    },
    {
      form: "a person's space",
      path: '/settings/people?q=anasouza',
      as: 'admin',
      send: async (page) => {
        await press(page, 'Detalhes de anasouza');
        await press(page, 'Alterar');
        await page.getByLabel('Quanto pode guardar').selectOption('limited');
        await fill(page, { 'Limite em GB': 'muito' });
        await press(page, 'Salvar');
      },
      field: 'Limite em GB',
      says: /maior que zero/,
    },
    {
      form: 'the policy',
      path: '/settings/policy',
      as: 'admin',
      send: async (page) => {
        await fill(page, { 'Nome da escola': '   ' });
        await press(page, 'Salvar');
      },
      field: 'Nome da escola',
      says: /caractere/,
    },
    {
      form: 'a key',
      path: '/settings/keys',
      as: 'admin',
      send: async (page) => {
        await press(page, 'Criar chave');
        await fill(page, { Nome: '   ' });
        await press(page, 'Criar chave');
      },
      field: 'Nome',
      says: /caractere/,
    },
    {
      form: 'a notice',
      path: '/settings/notices',
      as: 'admin',
      send: async (page) => {
        await press(page, 'Escrever aviso');
        await fill(page, { Aviso: '   ' });
        await press(page, 'Publicar aviso');
      },
      field: 'Aviso',
      says: /caractere/,
    },
    {
      form: 'a new school of a taken id',
      path: '/installation',
      as: 'super-admin',
      send: async (page) => {
        await press(page, 'Nova escola');
        await fill(page, { Identificador: 'other', 'Nome da escola': 'Outra' });
        await press(page, 'Criar escola');
      },
      field: 'Identificador',
      says: /Já existe uma escola com este identificador/,
    },
    {
      form: 'a new school of no domain',
      path: '/installation',
      as: 'super-admin',
      send: async (page) => {
        await press(page, 'Nova escola');
        await fill(page, { Identificador: 'nova', 'Nome da escola': 'Nova', 'Domínio do Google': 'não é' });
        await press(page, 'Criar escola');
      },
      field: 'Domínio do Google',
      says: /Não é um domínio/,
    },
    {
      form: 'a link',
      path: '/downloads',
      send: async (page) => {
        await page.getByLabel('Colar um link').fill('http://10.0.0.7/aula.mp4');
        await page.keyboard.press('Enter');
      },
      field: 'Colar um link ou buscar',
      says: /endereço|rede/i,
    },
  ];

  /** It has the focus, is marked as wrong, and what is wrong stands below it, once, for eyes and ears. */
  async function expectBeside(page: Page, field: Locator, says: RegExp) {
    await field.and(page.locator('[aria-invalid=true]:focus')).waitFor();
    const ids = (await field.getAttribute('aria-describedby'))?.trim().split(/\s+/) ?? [];
    const told = page.locator(ids.map((id) => `[id="${id}"]`).join(', ')).filter({ hasText: says });
    await told.waitFor();
    await expect(page.getByText(says).filter({ visible: true }).count()).resolves.toBe(1);
    const [box, below] = [await field.boundingBox(), await told.boundingBox()];
    expect((below?.y ?? 0) - (box?.y ?? 0) - (box?.height ?? 0)).toBeGreaterThanOrEqual(0);
    expect((below?.y ?? 0) - (box?.y ?? 0) - (box?.height ?? 0)).toBeLessThan(48);
  }

  it.each(FORMS)('should say beside the field what is wrong: $form', async (refused) => {
    const { path, as = 'person', send, field, says } = refused;
    const { page, complaints } = await visit({ system, browser }, people[as], path);
    await send(page);
    await expectBeside(page, page.getByLabel(field, { exact: true }), says);
    expect(await accessibilityOf(page)).toEqual([]);
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  it('should say beside the choice that the domain is gone by which people would sign in', async () => {
    const { client } = await addPerson(system, { name: 'root', role: 'super_admin' });
    const change = (google_domain: string | null) =>
      client.call('/tenants/school', { method: 'PUT', body: { google_domain } });
    expect((await change('escola.example')).status).toBe(200);
    const { page } = await visit({ system, browser }, people.admin, '/settings/google');
    await page.getByLabel('Todos de escola.example').check();
    expect((await change(null)).status).toBe(200);
    await press(page, 'Salvar');
    const group = page.locator('fieldset[aria-invalid=true]');
    await group.locator('input:focus').waitFor();
    await expect(group.getAttribute('aria-describedby')).resolves.toBe('google-wrong');
    await page
      .locator('#google-wrong')
      .getByText(/domínio/i)
      .waitFor();
    expect(await accessibilityOf(page)).toEqual([]);
    await page.context().close();
  });

  it('should say beside the field why an invitation was not taken', async () => {
    const { body } = await (
      await addPerson(system, { name: 'inviting', role: 'admin' })
    ).client.post<{ url: string }>('/auth/invitations', { email: 'nova@school.example', role: 'user' });
    const { page, complaints } = await openPage(browser);
    await page.goto(system.origin + new URL(body.url).pathname + new URL(body.url).hash);
    await fill(page, { 'E-mail': 'nova@school.example', 'Nome completo': 'Nova Pessoa' });
    await fill(page, { 'Nome de usuário': 'taken', Senha: TOO_COMMON, 'Repita a senha': TOO_COMMON });
    await press(page, 'Criar conta');
    await expectBeside(page, page.getByLabel('Senha', { exact: true }), /comum demais/);
    await fill(page, { Senha: GOOD, 'Repita a senha': GOOD });
    await press(page, 'Criar conta');
    await expectBeside(page, page.getByLabel('Nome de usuário', { exact: true }), /já está em uso/);
    await fill(page, { 'Nome completo': '   ' });
    await press(page, 'Criar conta');
    await expectBeside(page, page.getByLabel('Nome completo', { exact: true }), /caractere/);
    expect(await accessibilityOf(page)).toEqual([]);
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  it('should say at the sign-in, beside both fields, that they do not fit', async () => {
    const { page } = await openPage(browser);
    await page.goto(`${system.origin}/app/sign-in`);
    await fill(page, { 'Nome de usuário ou e-mail': 'anasouza', Senha: WRONG });
    await press(page, 'Entrar');
    await page.locator('#username[aria-invalid=true]:focus').waitFor();
    for (const label of ['Nome de usuário ou e-mail', 'Senha']) {
      const id = await page.getByLabel(label, { exact: true }).getAttribute('aria-describedby');
      await page
        .locator(`[id="${id?.trim() ?? ''}"]`)
        .getByText('Usuário ou senha incorretos')
        .waitFor();
    }
    expect(await accessibilityOf(page)).toEqual([]);
    await page.context().close();
  });
});
