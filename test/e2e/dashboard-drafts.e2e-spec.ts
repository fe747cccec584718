import type { Page } from 'playwright-core';
import { accessibilityOf } from '@app/testing/browser';
import { useDashboard, visit } from '@app/testing/dashboard-visit';
import { addPerson, type Person } from '@app/testing/people';
import { setUp } from '@app/testing/set-up';
import { ADMIN } from '@app/testing/system';
import { until } from '@app/testing/until';

const RESTORED = 'O que você digitou e não salvou está de volta.';
const NOTICE = 'Amanhã não há aula: o laboratório está em obras.';

describe('what was typed into a form and not saved, in a browser', () => {
  const { system, browser } = useDashboard({ workers: 0 });
  const head = setUp(() => addPerson(system, { name: 'headteacher', role: 'admin' }));
  const ana = setUp(() => addPerson(system, { name: 'anasouza' }));

  const open = (person: Pick<Person, 'email'>, path: string) => visit({ system, browser }, person, path);
  const kept = (page: Page) => page.evaluate<string>('JSON.stringify(sessionStorage)');
  const close = ({ page }: { page: Page }) => page.context().close();
  const notice = (page: Page) => page.getByLabel('Aviso', { exact: true });

  async function writeNotice() {
    const opened = await open(head, '/settings/notices');
    const { page } = opened;
    await page.getByRole('button', { name: 'Escrever aviso' }).click();
    await notice(page).fill(NOTICE);
    await page.getByLabel('Por quanto tempo').selectOption('72');
    return opened;
  }

  async function signIn(page: Page, { email }: Pick<Person, 'email'>) {
    await page.getByLabel('Nome de usuário ou e-mail').fill(email);
    await page.getByLabel('Senha', { exact: true }).fill(ADMIN.password);
    await page.getByRole('button', { name: 'Entrar', exact: true }).click();
  }

  interface Form {
    path: string;
    fill: (page: Page) => Promise<unknown>;
    isThere: (page: Page) => Promise<unknown>;
  }
  const text = (label: string, value: string, opener?: string): Omit<Form, 'path'> => ({
    fill: async (page) => {
      if (opener !== undefined) await page.getByRole('button', { name: opener, exact: true }).click();
      await page.getByLabel(label, { exact: true }).fill(value);
    },
    isThere: (page) =>
      until(async () => (await page.getByLabel(label, { exact: true }).inputValue()) === value),
  });
  const FORMS: Form[] = [
    { path: '/settings/profile', ...text('Nome completo', 'Ana Maria') },
    { path: '/settings/profile', ...text('Novo e-mail', 'nova@school.example', 'Mudar e-mail') },
    { path: '/settings/people', ...text('Convidar por e-mail', 'professora@school.example') },
    { path: '/settings/policy', ...text('Nome da escola', 'Escola Aurora') },
    {
      path: '/settings/google',
      fill: (page) => page.getByLabel('Quem já tem conta aqui').check(),
      isThere: (page) => until(() => page.getByLabel('Quem já tem conta aqui').isChecked()),
    },
    { path: '/settings/keys', ...text('Nome', 'Moodle', 'Criar chave') },
    { path: '/settings/notices', ...text('Aviso', NOTICE, 'Escrever aviso') },
    { path: '/installation', ...text('Identificador', 'nova-escola', 'Nova escola') },
  ];

  it.each(FORMS)('should be there again after another page and after a reload ($path)', async (form) => {
    const opened = await open(ADMIN, form.path);
    const { page, complaints } = opened;
    await form.fill(page);
    await page.getByRole('link', { name: 'Início' }).first().click();
    await page.getByRole('heading', { level: 1, name: /passos|baixando/ }).waitFor();
    await page.goBack();
    await form.isThere(page);
    await page.getByText(RESTORED).waitFor();
    await page.reload();
    await form.isThere(page);
    await page.getByText(RESTORED).waitFor();
    expect(await accessibilityOf(page)).toEqual([]);
    await page.getByRole('button', { name: 'Descartar' }).click();
    await page.getByText(RESTORED).waitFor({ state: 'detached' });
    expect(await kept(page)).toBe('{}');
    expect(complaints).toEqual([]);
    await close(opened);
  });

  it('should be there again for how much somebody may store, in the row of that person', async () => {
    const opened = await open(head, `/settings/people?person=${ana.id}`);
    const { page } = opened;
    await page.getByRole('button', { name: 'Alterar' }).click();
    await page.getByLabel('Quanto pode guardar').selectOption('limited');
    await page.getByLabel('Limite em GB').fill('7,5');
    await page.reload();
    await until(async () => (await page.getByLabel('Limite em GB').inputValue()) === '7,5');
    await page.getByText(RESTORED).waitFor();
    await page.getByRole('button', { name: 'Salvar' }).click();
    await page.getByText('Até 7,5 GB').waitFor();
    // What is saved now is no draft, although another value stood there before.
    await until(async () => (await kept(page)) === '{}');
    await close(opened);
  });

  it('should be there again in the bar for links, with a way to throw it away', async () => {
    const opened = await open(ana, '/');
    const { page } = opened;
    await page.getByLabel('Colar um link').fill('https://example.com/half-typed');
    await page.reload();
    await page.getByText(RESTORED).waitFor();
    await expect(page.getByLabel('Colar um link').inputValue()).resolves.toBe(
      'https://example.com/half-typed',
    );
    await page.getByRole('button', { name: 'Descartar' }).click();
    await until(async () => (await page.getByLabel('Colar um link').inputValue()) === '');
    expect(await kept(page)).toBe('{}');
    await close(opened);
  });

  it('should outlive a session that was ended elsewhere', async () => {
    const opened = await writeNotice();
    const { page } = opened;
    expect((await head.client.delete('/auth/sessions')).status).toBe(204);
    // Unless the page hears of it by itself, and has left the form before.
    const publish = page.getByRole('button', { name: 'Publicar aviso' });
    await publish.click({ timeout: 3_000 }).catch(() => undefined);
    await page.getByText('Sua sessão terminou. Entre de novo.').waitFor();
    await signIn(page, head);
    await page.getByText(RESTORED).waitFor();
    await expect(notice(page).inputValue()).resolves.toBe(NOTICE);
    await expect(page.getByLabel('Por quanto tempo').inputValue()).resolves.toBe('72');
    await page.getByRole('button', { name: 'Publicar aviso' }).click();
    await page.getByText('Aviso publicado').waitFor();
    expect(await kept(page)).toBe('{}');
    await close(opened);
  });

  it('should never be shown to another person in the same browser', async () => {
    const opened = await open(head, '/settings/profile');
    const { page } = opened;
    await page.getByLabel('Nome completo').fill('Diretora Helena');
    await until(async () => (await kept(page)).includes('Helena'));
    expect((await head.client.delete('/auth/sessions')).status).toBe(204);
    await page.reload();
    await signIn(page, ana);
    await page.getByLabel('Nome completo').waitFor();
    await expect(page.getByLabel('Nome completo').inputValue()).resolves.toBe('anasouza');
    await expect(page.getByText(RESTORED).count()).resolves.toBe(0);
    expect(await kept(page)).not.toContain('Helena');
    await close(opened);
  });

  it('should be gone after a sign-out', async () => {
    const opened = await writeNotice();
    const { page } = opened;
    await until(async () => (await kept(page)).includes('laboratório'));
    await page.getByRole('button', { name: 'Sua conta' }).click();
    await page.getByRole('menuitem', { name: 'Sair' }).click();
    await page.getByLabel('Nome de usuário ou e-mail').waitFor();
    expect(await kept(page)).toBe('{}');
    await close(opened);
  });

  it('should stay where it is while there is no connection', async () => {
    const opened = await writeNotice();
    const { page } = opened;
    await page.context().setOffline(true);
    await page.getByText('Sem conexão').waitFor();
    expect(await page.getByRole('button', { name: 'Publicar aviso' }).isDisabled()).toBe(true);
    await notice(page).press('End');
    await notice(page).pressSequentially(' Até logo.');
    await page.context().setOffline(false);
    await page.getByText('Sem conexão').waitFor({ state: 'detached', timeout: 60_000 });
    await expect(notice(page).inputValue()).resolves.toBe(`${NOTICE} Até logo.`);
    await page.reload();
    await page.getByText(RESTORED).waitFor();
    await expect(notice(page).inputValue()).resolves.toBe(`${NOTICE} Até logo.`);
    await page.getByRole('button', { name: 'Cancelar', exact: true }).click();
    expect(await kept(page)).toBe('{}');
    await close(opened);
  }, 120_000);

  it('should hold no secret', async () => {
    const opened = await open(ana, '/settings/profile');
    const { page } = opened;
    await page.getByRole('button', { name: 'Mudar e-mail' }).click();
    await page.getByLabel('Novo e-mail').fill('outra@school.example');
    await page.getByLabel('Senha atual').fill('Segredo-9-jabuti');
    await page.getByRole('link', { name: 'Senha', exact: true }).click();
    await page.getByLabel('Nova senha', { exact: true }).fill('Segredo-9-jabuti');
    await page.getByLabel('Senha atual').fill('Segredo-9-jabuti');
    await page.getByRole('link', { name: 'Verificação em duas etapas' }).click();
    await page.getByLabel('Senha atual').fill('Segredo-9-jabuti');
    const all = await page.evaluate<string>('JSON.stringify([sessionStorage, localStorage])');
    expect(all).toContain('outra@school.example');
    expect(all).not.toContain('Segredo');
    await close(opened);
  });
});
