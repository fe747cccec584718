import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { stripVTControlCharacters } from 'node:util';
import type { Page } from 'playwright-core';
import { accessibilityOf, openPage, sidewaysOf } from '@app/testing/browser';
import { PHONE, useDashboard } from '@app/testing/dashboard-visit';
import { addPerson } from '@app/testing/people';
import { ANA } from '@app/testing/sandbox-school';
import { setUp } from '@app/testing/set-up';
import { ADMIN } from '@app/testing/system';
import { until } from '@app/testing/until';

describe('the dashboard, in a browser', () => {
  const { system, browser } = useDashboard();
  const ana = setUp(() => addPerson(system, { name: 'ana' }));

  beforeAll(async () => {
    const url = `${system.sandbox.origin}/media/aula-1.mp4`;
    await ana.client.ended((await ana.client.post<{ id: string }>('/downloads', { url })).body.id);
  });

  async function signIn(page: Page, path = '/', person = ana): Promise<void> {
    await page.goto(system.origin + path);
    await page.getByLabel(/usuário|User name/).fill(person.email);
    await page.getByLabel(/^(Senha|Password)$/).fill(ADMIN.password);
    await page.getByRole('button', { name: /^(Entrar|Sign in)$/ }).click();
  }

  describe('signing in', () => {
    it('should lead from / to the sign-in, tell a wrong password in words, and land on the start page', async () => {
      const { page, complaints } = await openPage(browser);
      const sockets: string[] = [];
      page.on('websocket', (socket) => sockets.push(new URL(socket.url()).pathname));
      await page.goto(system.origin);
      await page.getByText('Modo de demonstração: ', { exact: false }).waitFor();
      await page.getByLabel('Nome de usuário ou e-mail').fill(ana.email);
      await page.getByLabel('Senha', { exact: true }).fill('wrong');
      await page.keyboard.press('Enter');
      await page.getByText('Usuário ou senha incorretos').waitFor();
      await page.getByLabel('Senha', { exact: true }).fill(ADMIN.password);
      await page.keyboard.press('Enter');
      await page.getByRole('heading', { level: 1, name: 'Nada baixando agora' }).waitFor();
      expect(new URL(page.url()).pathname).toBe('/app/');
      // No script gets to see what proves the session.
      expect(await page.evaluate('document.cookie')).toBe('');
      // A school has many tabs: each is one connection.
      expect(sockets).toEqual(['/api/v1/ws/dashboard']);
      expect(complaints).toEqual([]);
      await page.context().close();
    });

    it('should go on to where somebody wanted to go, but to no other site', async () => {
      const { page } = await openPage(browser);
      await signIn(page, '/app/sign-in?return_to=%2Fdocs');
      await page.waitForURL(/\/docs/);
      await page.context().close();
      const other = await openPage(browser);
      await signIn(other.page, '/app/sign-in?return_to=%2F%2Fevil.example%2F');
      await other.page.waitForURL(`${system.origin}/app/`);
      await other.page.context().close();
    });

    it('should say that a session was ended elsewhere, and come back to the same page', async () => {
      const { page } = await openPage(browser);
      await signIn(page);
      await page.getByRole('heading', { name: 'Nada baixando agora' }).waitFor();
      const { sessions } = (
        await ana.client.get<{ sessions: { id: string; user_agent: string }[] }>('/auth/sessions')
      ).body;
      for (const { id } of sessions.filter(({ user_agent: agent }) => agent.includes('Chrom')))
        await ana.client.delete(`/auth/sessions/${id}`);
      await page.getByText('Sua sessão terminou. Entre de novo.').waitFor();
      await page.getByLabel('Nome de usuário ou e-mail').fill(ana.email);
      await page.getByLabel('Senha', { exact: true }).fill(ADMIN.password);
      await page.keyboard.press('Enter');
      await page.getByRole('heading', { name: 'Nada baixando agora' }).waitFor();
      await page.context().close();
    });
  });

  it('should tell newcomers what to do next, step by step', async () => {
    const novo = await addPerson(system, { name: 'novo' });
    const { page } = await openPage(browser);
    await signIn(page, '/', novo);
    await page.getByRole('heading', { level: 1, name: /em três passos/ }).waitFor();
    await page.getByRole('button', { name: 'Conectar conta Google' }).waitFor();
    await page.getByText('Modo de demonstração: ', { exact: false }).waitFor();
    await novo.client.connect(ANA);
    await page.reload();
    await page.getByRole('listitem').filter({ hasText: 'Conecte sua conta Google, feito' }).waitFor();
    expect(await accessibilityOf(page)).toEqual([]);
    await page.getByRole('link', { name: 'Ver as turmas' }).click();
    await page.getByRole('heading', { level: 1, name: 'Turmas' }).waitFor();
    await page.context().close();
  });

  describe('for everybody', () => {
    it('should speak the language of the browser, and remember another one and a theme', async () => {
      const { page } = await openPage(browser, { locale: 'en-GB' });
      await signIn(page);
      await page.getByRole('heading', { name: 'Nothing is downloading' }).waitFor();
      await page.getByRole('button', { name: 'Your account' }).click();
      await page.getByRole('menuitemradio', { name: 'Dark' }).click();
      await page.getByRole('menuitemradio', { name: 'Português' }).click();
      await page.getByRole('heading', { name: 'Nada baixando agora' }).waitFor();
      await page.reload();
      await page.getByRole('heading', { name: 'Nada baixando agora' }).waitFor();
      expect(
        await page.evaluate('[document.documentElement.lang, document.documentElement.dataset.theme]'),
      ).toEqual(['pt-BR', 'dark']);
      await page.context().close();
    });

    it.each(['light', 'dark'] as const)(
      'should have no faults that axe finds, in the %s theme',
      async (colorScheme) => {
        const { page, complaints } = await openPage(browser, { colorScheme });
        await page.goto(`${system.origin}/app/`);
        await page.getByLabel('Senha', { exact: true }).waitFor();
        expect(await accessibilityOf(page)).toEqual([]);
        await signIn(page);
        await page.getByRole('heading', { name: 'Nada baixando agora' }).waitFor();
        expect(await accessibilityOf(page)).toEqual([]);
        await page.getByRole('button', { name: 'Sua conta' }).click();
        await page.getByRole('menuitem', { name: 'Ajustes' }).waitFor();
        expect(await accessibilityOf(page)).toEqual([]);
        expect(complaints).toEqual([]);
        await page.context().close();
      },
    );

    it('should be installable', async () => {
      const { page } = await openPage(browser);
      await signIn(page, '/app/');
      await page.getByRole('heading', { name: 'Nada baixando agora' }).waitFor();
      const session = await page.context().newCDPSession(page);
      const manifest = await session.send('Page.getAppManifest');
      expect([manifest.url, manifest.errors]).toEqual([`${system.origin}/app/manifest.webmanifest`, []]);
      const { installabilityErrors } = await session.send('Page.getInstallabilityErrors');
      const ids = installabilityErrors.map(({ errorId }) => errorId);
      // Browsers of tests are private ones, in which nothing can be installed.
      expect(ids.filter((id) => id !== 'in-incognito')).toEqual([]);
      await page.context().close();
    });

    it('should fit a window of 320 pixels', async () => {
      const { page } = await openPage(browser, { viewport: PHONE, hasTouch: true });
      await page.goto(`${system.origin}/app/`);
      await page.getByLabel('Senha', { exact: true }).waitFor();
      expect(await sidewaysOf(page)).toBe(0);
      await signIn(page);
      await page.getByRole('heading', { name: 'Nada baixando agora' }).waitFor();
      expect(await sidewaysOf(page)).toBe(0);
      await page.context().close();
    });
  });

  describe('while it is worked on', () => {
    let vite: ChildProcess;
    let address: string;

    beforeAll(async () => {
      vite = spawn(process.execPath, ['node_modules/vite/bin/vite.js', 'apps/dashboard', '--port', '0'], {
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      let told = '';
      vite.stdout?.on('data', (chunk: Buffer) => (told += chunk.toString('utf8')));
      const url = () => /http:\/\/localhost:\d+\/app\//.exec(stripVTControlCharacters(told))?.[0];
      await until(() => url() !== undefined, 60_000);
      address = `${url() ?? ''}design`;
    });
    afterAll(async () => {
      const ended = once(vite, 'exit');
      vite.kill();
      await ended;
    });

    it('should show every part in its states, without faults that axe finds', async () => {
      // Without motion, so that no colour is on its way to another.
      const { page, complaints } = await openPage(browser, { reducedMotion: 'reduce' });
      await page.route('**/api/v1/**', (route) => route.fulfill({ status: 401, json: {} }));
      await page.goto(address);
      await page.getByRole('heading', { level: 1, name: 'Design' }).waitFor({ timeout: 60_000 });
      await page.getByRole('heading', { name: 'Health' }).waitFor();
      for (const theme of ['light', 'dark', 'contrast']) {
        await page.getByLabel('Theme').selectOption(theme);
        expect([theme, await accessibilityOf(page)]).toEqual([theme, []]);
      }
      await page.setViewportSize(PHONE);
      expect(await sidewaysOf(page)).toBe(0);
      expect(complaints).toEqual([]);
      await page.context().close();
    });

    it('should not have that page in a build', async () => {
      const manifest = await readFile('dist/dashboard/.vite/manifest.json', 'utf8');
      expect(manifest).toContain('pages/home/Home.svelte');
      expect(manifest).not.toContain('pages/design');
    });
  });
});
