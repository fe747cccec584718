import type { BrowserContextOptions, Page } from 'playwright-core';
import { codeOf } from '@app/testing/authenticator';
import { accessibilityOf, sidewaysOf } from '@app/testing/browser';
import { Client } from '@app/testing/client';
import { openSignedIn, PHONE, useDashboard } from '@app/testing/dashboard-visit';
import { addPerson, type Person, signIn } from '@app/testing/people';
import { setUp } from '@app/testing/set-up';
import { ADMIN } from '@app/testing/system';
import { until } from '@app/testing/until';

const OWN = ['profile', 'password', 'second-factor', 'sessions', 'appearance', 'notices'];

describe('the settings, in a browser', () => {
  const { system, browser } = useDashboard({ workers: 0 });
  const ana = setUp(() => addPerson(system, { name: 'anasouza' }));
  const head = setUp(() => addPerson(system, { name: 'headteacher', role: 'admin' }));

  const open = (
    path: string,
    { person = ana, ...options }: { person?: Person } & BrowserContextOptions = {},
  ) => openSignedIn({ system, browser }, person, `/settings${path}`, options);
  const title = (page: Page, name: string | RegExp) =>
    page.getByRole('heading', { level: 1, name, exact: true }).waitFor();

  it('should be reached from the menu, by keyboard too, and offer people what is theirs', async () => {
    const { page, complaints } = await open('/profile');
    await title(page, 'Perfil');
    await page.goto(`${system.origin}/app/`);
    await page.getByRole('button', { name: 'Sua conta' }).focus();
    await page.keyboard.press('Enter');
    await page.getByRole('menuitem', { name: 'Ajustes' }).waitFor();
    await page.getByRole('menuitem', { name: 'Ajustes' }).press('Enter');
    await title(page, 'Perfil');
    await page.getByRole('link', { name: 'Sessões' }).press('Enter');
    await title(page, 'Sessões');
    await expect(page.title()).resolves.toBe('Sessões – Classroom Downloader');
    expect(await page.evaluate('document.activeElement.tagName')).toBe('H1');
    await expect(page.getByRole('link', { name: 'Chaves de API' }).count()).resolves.toBe(0);
    await page.goto(`${system.origin}/app/settings/keys`);
    await title(page, 'Esta página é da administração da escola');
    await page.goto(`${system.origin}/app/settings/nothing`);
    await title(page, 'Esta página não existe');
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  it('should change the name, and keep the form when the server refuses another address', async () => {
    const { page } = await open('/profile');
    await page.getByLabel('Nome completo').fill('Ana de Souza');
    await page.getByRole('button', { name: 'Salvar nome' }).click();
    await page.getByText('Nome salvo').waitFor();
    expect((await ana.client.get('/auth/profile')).body).toMatchObject({ full_name: 'Ana de Souza' });

    await page.getByRole('button', { name: 'Mudar e-mail' }).click();
    await page.getByLabel('Novo e-mail').fill('ana.nova@school.example');
    await page.getByLabel('Senha atual').fill('Wrong-9-password');
    await page.getByRole('button', { name: 'Pedir a mudança' }).click();
    await page.getByText('A senha atual está incorreta', { exact: false }).waitFor();
    await expect(page.getByLabel('Novo e-mail').inputValue()).resolves.toBe('ana.nova@school.example');
    await page.getByLabel('Senha atual').fill(ADMIN.password);
    await page.getByRole('button', { name: 'Pedir a mudança' }).click();
    await page.getByText('Você pediu para mudar para ana.nova@school.example.').waitFor();
    await page.context().close();
  });

  it('should say beside a field, in the language of the page, what is wrong with it', async () => {
    const { page } = await open('/profile');
    await page.getByRole('button', { name: 'Mudar e-mail' }).click();
    const field = page.getByLabel('Novo e-mail');
    await field.fill('ana@escola');
    await page.getByLabel('Senha atual').fill(ADMIN.password);
    await page.getByRole('button', { name: 'Pedir a mudança' }).click();
    await page.locator('input[name=email][aria-invalid=true]:focus').waitFor();
    const words = page.getByText(
      'Não é um e-mail que possa ser usado aqui: sem acentos nem outros alfabetos.',
    );
    // Once, below the field, and heard with it.
    await expect(words.count()).resolves.toBe(1);
    const described = (await field.getAttribute('aria-describedby'))?.split(' ');
    expect(described).toContain(await words.getAttribute('id'));
    const [box, below] = [await field.boundingBox(), await words.boundingBox()];
    expect((below?.y ?? 0) - (box?.y ?? 0) - (box?.height ?? 0)).toBeLessThan(24);
    expect(await accessibilityOf(page)).toEqual([]);
    await page.context().close();
  });

  it('should change the password with words about it, and stay signed in here alone', async () => {
    const person = await addPerson(system, { name: 'changer' });
    const { page, complaints } = await open('/password', { person });
    await page.getByLabel('Senha atual').fill(ADMIN.password);
    await page.getByLabel('Nova senha', { exact: true }).fill('curta');
    await page.getByText('Falta: ter 8 caracteres, uma letra maiúscula e um número.').waitFor();
    await page.getByLabel('Nova senha', { exact: true }).fill('Flamengo2024');
    await page.getByText('Cumpre as regras.', { exact: false }).waitFor();
    await page.getByLabel('Repita a senha').fill('Flamengo2025');
    await page.getByText('As duas ainda não são iguais.').waitFor();
    await page.getByLabel('Repita a senha').fill('Flamengo2024');
    await page.getByRole('button', { name: 'Trocar senha' }).click();
    await page.getByText('A nova senha é comum demais.', { exact: false }).waitFor();
    expect(await accessibilityOf(page)).toEqual([]);
    const better = 'Jabuticaba-4-pares';
    await page.getByLabel('Nova senha', { exact: true }).fill(better);
    await page.getByLabel('Repita a senha').fill(better);
    await page.getByRole('button', { name: 'Trocar senha' }).click();
    await page.getByText('Senha trocada').waitFor();
    await expect(page.getByLabel('Senha atual').inputValue()).resolves.toBe('');
    // Its own session was replaced, the one of the test ended.
    await page.getByRole('link', { name: 'Sessões' }).click();
    await page.getByText('este navegador').waitFor();
    await expect(page.getByRole('button', { name: /^Encerrar/ }).count()).resolves.toBe(0);
    expect((await person.client.get('/auth/profile')).status).toBe(401);
    expect((await signIn(system.origin, person.email, better)).answer.status).toBe(200);
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  it('should show where somebody is signed in, end one session and then all others', async () => {
    const person = await addPerson(system, { name: 'roamer' });
    await new Client(system.origin, '').post(
      '/auth/login',
      { username: person.email, password: ADMIN.password },
      { 'user-agent': 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0' },
    );
    const { page } = await open('/sessions', { person });
    const rows = page.getByRole('listitem').filter({ hasText: 'Último uso' });
    await rows.nth(2).waitFor();
    expect(await rows.first().textContent()).toContain('este navegador');
    await page.getByRole('button', { name: 'Encerrar Firefox em Linux' }).click();
    await page.getByText('Firefox em Linux').waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Encerrar as outras' }).click();
    await page.getByText('Encerrar 1 sessão?').waitFor();
    await page.getByRole('button', { name: 'Encerrar', exact: true }).click();
    await page.getByText('As outras sessões terminaram').waitFor();
    expect((await person.client.get('/auth/profile')).status).toBe(401);
    await until(async () => (await rows.count()) === 1);
    await page.getByRole('button', { name: 'Sair' }).click();
    await page.getByLabel('Senha', { exact: true }).waitFor();
    await page.context().close();
  });

  it('should add a second factor, show its codes once, and take it away', async () => {
    const person = await addPerson(system, { name: 'careful' });
    const { page, complaints } = await open('/second-factor', { person, permissions: ['clipboard-write'] });
    await page.getByLabel('Senha atual').fill(ADMIN.password);
    await page.getByRole('button', { name: 'Começar' }).click();
    await page.getByRole('img', { name: 'Código QR para o aplicativo autenticador' }).waitFor();
    expect(await accessibilityOf(page)).toEqual([]);
    const secret = ((await page.locator('code').textContent()) ?? '').replaceAll(' ', '');
    await page.getByLabel('Código que o aplicativo mostra').fill('000000');
    await page.getByRole('button', { name: 'Ativar' }).click();
    await page.getByText('O código está incorreto', { exact: false }).waitFor();
    await page.getByLabel('Código que o aplicativo mostra').fill(codeOf(secret));
    await page.getByRole('button', { name: 'Ativar' }).click();
    await page.getByRole('heading', { name: 'Códigos de recuperação' }).waitFor();
    expect(await page.locator('code').count()).toBe(10);
    const spare = (await page.locator('code').first().textContent()) ?? '';
    await page.getByRole('button', { name: 'Guardei os códigos' }).click();
    await page.getByText('Restam 10 códigos de recuperação.').waitFor();
    expect(await page.content()).not.toContain(spare);

    await page.getByRole('button', { name: 'Desativar' }).click();
    await page.getByLabel('Senha atual').fill(ADMIN.password);
    await page.getByLabel('Código do aplicativo autenticador').fill(spare);
    await page.getByRole('button', { name: 'Desativar a verificação' }).click();
    await page.getByRole('button', { name: 'Começar' }).waitFor();
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  it('should lead an admin to the second factor that the school demands, and on when it is there', async () => {
    const person = await addPerson(system, { name: 'strict', role: 'admin', tenant: 'other' });
    const database = await system.database();
    await database.query(`UPDATE tenants SET require_second_factor_for_admins = true WHERE id = 'other'`);
    const { page } = await open('/keys', { person });
    await page.getByText('Sua escola exige a verificação em duas etapas.', { exact: false }).waitFor();
    await page.getByLabel('Senha atual').fill(ADMIN.password);
    await page.getByRole('button', { name: 'Começar' }).click();
    const secret = ((await page.locator('code').textContent()) ?? '').replaceAll(' ', '');
    await page.getByLabel('Código que o aplicativo mostra').fill(codeOf(secret));
    await page.getByRole('button', { name: 'Ativar' }).click();
    await page.getByRole('button', { name: 'Guardei os códigos' }).click();
    await title(page, /em três passos/);
    await page.context().close();
  });

  it('should create a key, show it once, and revoke it after asking', async () => {
    const { page, complaints } = await open('/keys', { person: head });
    await page.getByRole('button', { name: 'Criar chave' }).click();
    await page.getByLabel('Nome', { exact: true }).fill('portal <b>da</b> escola');
    await page.getByRole('checkbox', { name: /^Agir em nome/ }).check();
    expect(await accessibilityOf(page)).toEqual([]);
    await page.getByRole('button', { name: 'Criar chave' }).click();
    await page.getByText('Chave “portal <b>da</b> escola” criada.').waitFor();
    await page.getByText('Segredo para assinar pedidos em nome de pessoas.').waitFor();
    const key = (await page.locator('code').first().textContent()) ?? '';
    expect((await new Client(system.origin, key).get('/downloads')).status).toBe(200);
    await page.reload();
    const row = page.getByRole('listitem').filter({ hasText: 'portal <b>da</b> escola' });
    await row.waitFor();
    expect(await page.content()).not.toContain(key);
    await row.getByRole('button', { name: /^Revogar/ }).click();
    await row.getByRole('button', { name: 'Revogar a chave' }).click();
    await page.getByText('1 chave revogada').waitFor();
    expect((await new Client(system.origin, key).get('/downloads')).status).toBe(401);
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  it('should offer to revoke an old key, however many were made and revoked since', async () => {
    const database = await system.database();
    await database.query(
      `INSERT INTO api_keys (tenant_id, name, key_hash, prefix, scopes, revoked_at)
       SELECT 'school', 'key ' || n, 'hash ' || n, 'cdl_', '{*}', CASE WHEN n > 1 THEN now() END
       FROM generate_series(1, 102) n ORDER BY n`,
    );
    const { page } = await open('/keys', { person: head });
    await page.getByRole('button', { name: 'Revogar key 1', exact: true }).waitFor();
    await page.context().close();
  });

  it('should tell everybody a notice at once, until they close it or it is withdrawn', async () => {
    const [admin, member] = [await open('/notices', { person: head }), await open('/notices')];
    await member.page.getByText('Nenhum aviso agora.').waitFor();
    await expect(member.page.getByRole('button', { name: 'Escrever aviso' }).count()).resolves.toBe(0);
    await member.page.goto(`${system.origin}/app/downloads`);
    await admin.page.getByRole('button', { name: 'Escrever aviso' }).click();
    await admin.page.getByLabel('Aviso', { exact: true }).fill('Manutenção no sábado às 20:00.');
    await admin.page.getByLabel('Tipo').selectOption('maintenance');
    await admin.page.getByRole('button', { name: 'Publicar aviso' }).click();
    await member.page.getByText('Manutenção no sábado às 20:00.').waitFor();
    expect(await accessibilityOf(member.page)).toEqual([]);
    await member.page.getByRole('button', { name: /^Fechar o aviso/ }).click();
    await member.page.reload();
    await title(member.page, 'Downloads');
    await expect(member.page.getByText('Manutenção no sábado').count()).resolves.toBe(0);
    await admin.page.getByRole('button', { name: /^Retirar o aviso/ }).click();
    await admin.page.getByText('Nenhum aviso agora.').waitFor();
    for (const { page, complaints } of [admin, member]) {
      expect(complaints).toEqual([]);
      await page.context().close();
    }
  });

  it.each(['light', 'dark'] as const)(
    'should have no faults that axe finds, in the %s theme, and fit a phone',
    async (colorScheme) => {
      const { page, complaints } = await open('/profile', { person: head, colorScheme });
      await title(page, 'Perfil');
      for (const section of [...OWN, 'keys']) {
        await page.goto(`${system.origin}/app/settings/${section}`);
        await page.locator('.skeleton').first().waitFor({ state: 'detached' });
        await page.getByRole('heading', { level: 1 }).last().waitFor();
        expect([section, await accessibilityOf(page)]).toEqual([section, []]);
        await page.setViewportSize(PHONE);
        expect([section, await sidewaysOf(page)]).toEqual([section, 0]);
        await page.setViewportSize({ width: 1280, height: 720 });
      }
      expect(complaints).toEqual([]);
      await page.context().close();
    },
  );

  it('should mark more than by a colour for who asks the system for more contrast', async () => {
    const { page } = await open('/profile', { contrast: 'more' });
    await title(page, 'Perfil');
    const styleOf = (selector: string, property: string) =>
      page.evaluate<string>(`getComputedStyle(document.querySelector('${selector}')).${property}`);
    expect(await styleOf('main nav a[aria-current]', 'textDecorationLine')).toBe('underline');
    await page.getByRole('button', { name: 'Sua conta' }).click();
    await page.getByRole('menuitem', { name: 'Ajustes' }).hover();
    expect(await styleOf('[role=menuitem][data-highlighted]', 'outlineStyle')).toBe('solid');
    await page.context().close();
  });

  it('should be a list of its own on a phone, behind a tab, and lead back to it', async () => {
    const { page } = await open('', { viewport: PHONE, hasTouch: true });
    await title(page, 'Ajustes');
    expect(await accessibilityOf(page)).toEqual([]);
    await page.getByRole('link', { name: 'Aparência e idioma' }).click();
    await title(page, 'Aparência e idioma');
    await page.getByLabel('Alto contraste').check();
    expect(await page.evaluate('document.documentElement.dataset.theme')).toBe('contrast');
    await page.getByLabel('English').check();
    await title(page, 'Appearance and language');
    await page.getByRole('link', { name: 'Settings' }).first().click();
    await title(page, 'Settings');
    await page.context().close();
  });
});
