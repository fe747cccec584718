import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { accessibilityOf, openPage, sidewaysOf, startBrowser } from '@app/testing/browser';
import { addPerson, type Person } from '@app/testing/people';
import { ADMIN, TestSystem } from '@app/testing/system';
import { until } from '@app/testing/until';

/** A folder for pictures of every page: npm run screenshots sets it. */
const PICTURES = process.env.SCREENSHOTS;
const PHONE = { width: 390, height: 844 };

describe('downloads in the dashboard, in a browser', () => {
  let system: TestSystem;
  let browser: Browser;
  let ana: Person;

  beforeAll(async () => {
    [system, browser] = await Promise.all([TestSystem.start(), startBrowser()]);
    ana = await addPerson(system, { name: 'ana', role: 'admin' });
  });

  afterAll(async () => {
    await browser.close();
    await system.close();
  });

  afterEach(() => (system.sandbox.throttle.bytesPerSecond = 0));

  async function openSignedIn(path: string, options: BrowserContextOptions = {}) {
    const opened = await openPage(browser, options);
    await opened.page.goto(`${system.origin}/app/sign-in?return_to=${encodeURIComponent(`/app${path}`)}`);
    await opened.page.locator('#username').fill(ana.email);
    await opened.page.locator('[name=password]').fill(ADMIN.password);
    await opened.page.keyboard.press('Enter');
    await opened.page.locator('main h1').filter({ hasText: /\S/ }).waitFor();
    return opened;
  }
  const media = (name: string) => `${system.sandbox.origin}/media/${name}`;
  const paste = async (page: Page, url: string) => {
    await page.getByLabel(/Colar um link|Paste a link/).fill(url);
    await page.keyboard.press('Enter');
  };

  it('should download what is pasted, show how far it is, and offer it when it is there', async () => {
    system.sandbox.throttle.bytesPerSecond = 100_000;
    const { page, complaints } = await openSignedIn('/');
    await paste(page, media('aula-1.mp4?dashboard'));
    await page.getByText('Na fila').first().waitFor();
    const bar = page.getByRole('progressbar').first();
    await bar.waitFor();
    await page.getByRole('heading', { level: 1, name: '1 vídeo chegando' }).waitFor();
    // Not waitForFunction: it needs eval, which the policy of the page does not allow.
    await until(
      () =>
        page.evaluate<boolean>(
          `Number(document.querySelector('[role=progressbar] > div')?.style.transform.slice(7, -1)) > 0.02`,
        ),
      30_000,
    );
    system.sandbox.throttle.bytesPerSecond = 0;
    await page.getByRole('heading', { level: 1, name: 'Nada baixando agora' }).waitFor({ timeout: 60_000 });
    await page.getByRole('navigation').getByText('Downloads').first().click();
    await page.getByRole('row').filter({ hasText: 'Salvo' }).getByRole('link').click();
    const [video] = await Promise.all([
      page.context().waitForEvent('page'),
      page.getByRole('link', { name: 'Assistir' }).click(),
    ]);
    await until(() => video.evaluate<boolean>(`document.querySelector('video')?.readyState > 0`), 30_000);
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  it('should cancel what runs, try it again, and delete it unless that is undone', async () => {
    system.sandbox.throttle.bytesPerSecond = 20_000;
    const { page } = await openSignedIn('/');
    await paste(page, media('aula-2.mp4?dashboard'));
    await page.getByRole('button', { name: /^Cancelar / }).click();
    await page.getByRole('heading', { level: 1, name: 'Nada baixando agora' }).waitFor();
    await page.getByRole('navigation').getByText('Downloads').first().click();
    const row = page.getByRole('row').filter({ hasText: 'Cancelado' });
    await row.getByRole('link').click();
    await page.getByRole('button', { name: 'Excluir' }).click();
    await row.waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Desfazer' }).click();
    await row.waitFor();
    system.sandbox.throttle.bytesPerSecond = 0;
    await row.getByRole('link').click();
    await page.getByRole('button', { name: 'Tentar de novo' }).click();
    await page
      .getByRole('complementary')
      .getByRole('link', { name: 'Assistir' })
      .waitFor({ timeout: 60_000 });
    await page.keyboard.press('Escape');
    await page.waitForURL(/\/app\/downloads$/);
    await page.context().close();
  });

  it('should delete at once what may still be undone when its owner signs out', async () => {
    const { body } = await ana.client.post<{ id: string }>('/downloads', { url: media('gone-soon.mp4') });
    await ana.client.ended(body.id);
    const { page } = await openSignedIn(`/downloads/${body.id}`);
    await page.getByRole('button', { name: 'Excluir' }).click();
    await page.getByRole('button', { name: 'Desfazer' }).waitFor();
    await page.getByRole('button', { name: 'Sua conta' }).click();
    await page.getByRole('menuitem', { name: 'Sair' }).click();
    await page.locator('#username').waitFor();
    expect((await ana.client.get(`/downloads/${body.id}`)).status).toBe(404);
    expect(await page.getByRole('button', { name: 'Desfazer' }).count()).toBe(0);
    await page.context().close();
  });

  it('should keep its filters in the address, and say when nothing matches them', async () => {
    await ana.client.post('/downloads', { url: media('nothing-here.mp4') });
    const { page } = await openSignedIn('/downloads?status=failed');
    await page.getByRole('row').filter({ hasText: 'Falhou' }).waitFor({ timeout: 60_000 });
    await page.getByLabel('Título').fill('zzz');
    await page.getByRole('heading', { name: 'Nada corresponde ao filtro' }).waitFor();
    expect(new URL(page.url()).search).toBe('?status=failed&q=zzz');
    await page.reload();
    await page.getByRole('link', { name: 'Limpar filtros' }).click();
    await page.getByRole('row').filter({ hasText: 'Salvo' }).first().waitFor();
    await page.context().close();
  });

  const LOOKS = (['light', 'dark'] as const).flatMap((colorScheme) =>
    ['desktop', 'phone'].map((size) => [colorScheme, size] as const),
  );
  it.each(LOOKS)('should be without faults and fit its window: %s, %s', async (colorScheme, size) => {
    system.sandbox.throttle.bytesPerSecond = 30_000;
    const { body } = await ana.client.post<{ id: string }>('/downloads', {
      url: media(`aula-3.mp4?${colorScheme}-${size}`),
    });
    const { body: list } = await ana.client.get<{ downloads: { id: string; status: string }[] }>(
      '/downloads',
    );
    const failed = list.downloads.find(({ status }) => status === 'failed');
    const saved = list.downloads.find(({ status }) => status === 'completed');
    const locale = size === 'phone' && colorScheme === 'light' ? 'en-US' : 'pt-BR';
    const options = {
      colorScheme,
      locale,
      viewport: size === 'phone' ? PHONE : { width: 1280, height: 900 },
    };
    const { page, complaints } = await openSignedIn('/', options);
    await page.getByRole('progressbar').first().waitFor();
    const pages = {
      home: '/',
      downloads: '/downloads',
      failed: `/downloads/${String(failed?.id)}`,
      saved: `/downloads/${String(saved?.id)}`,
    };
    for (const [name, path] of Object.entries(pages)) {
      await page.goto(`${system.origin}/app${path}`);
      await page
        .locator(name === 'home' ? 'main h2' : name === 'downloads' ? 'main tbody tr' : 'main aside h2')
        .first()
        .waitFor();
      await page.waitForLoadState('networkidle').catch(() => undefined);
      if (PICTURES) {
        await mkdir(PICTURES, { recursive: true });
        await page.screenshot({ path: join(PICTURES, `${name}-${size}-${colorScheme}-${locale}.png`) });
      }
      expect([name, await accessibilityOf(page)]).toEqual([name, []]);
      expect([name, await sidewaysOf(page)]).toEqual([name, 0]);
    }
    expect(complaints).toEqual([]);
    await ana.client.delete(`/downloads/${body.id}`);
    await page.context().close();
  });
});
