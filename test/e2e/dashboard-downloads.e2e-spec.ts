import { DataSource } from 'typeorm';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { accessibilityOf, sidewaysOf } from '@app/testing/browser';
import { useDashboard, visit } from '@app/testing/dashboard-visit';
import { addPerson } from '@app/testing/people';
import { setUp } from '@app/testing/set-up';
import { until } from '@app/testing/until';

const PHONE = { width: 390, height: 844 };

describe('downloads in the dashboard, in a browser', () => {
  const { system, browser } = useDashboard();
  const ana = setUp(() => addPerson(system, { name: 'ana', role: 'admin' }));

  afterEach(() => (system.sandbox.throttle.bytesPerSecond = 0));

  const openSignedIn = (path: string, options: BrowserContextOptions = {}, person = ana) =>
    visit({ system, browser }, person, path, options);
  const media = (name: string) => `${system.sandbox.origin}/media/${name}`;
  const video = <Value>(page: Page, member: string) =>
    page.evaluate<Value>(`((v) => v ? v.${member} : undefined)(document.querySelector('video'))`);
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
    const parts: number[] = [];
    page.on('response', (answer) => {
      if (answer.url().endsWith('/file')) parts.push(answer.status());
    });
    await page.evaluate(`addEventListener('playing', () => document.body.classList.add('played'), true)`);
    await page.getByRole('link', { name: 'Assistir' }).click();
    await page.locator('body.played').waitFor();
    await until(() => video<boolean>(page, 'currentTime > 0.5'), 30_000);
    expect(new Set(parts)).toEqual(new Set([206]));
    await page.getByText('Este vídeo não tem legendas.').waitFor();

    // Where it is left, it goes on.
    await page.keyboard.press('k');
    await until(() => video<boolean>(page, 'paused'));
    // However far a busy machine let it play: the film has twelve seconds.
    await video(page, 'currentTime = 1');
    await page.keyboard.press('ArrowRight');
    await until(() => video<boolean>(page, 'currentTime >= 6 && !v.seeking'));
    // The session grew old in between: the first part is refused.
    let asked = 0;
    await page.route(/\/file$/, (request) => {
      asked += 1;
      return asked === 1 ? request.fulfill({ status: 401 }) : request.continue();
    });
    await page.reload();
    await page.getByText(/^Continua de 0:0[5-9]/).waitFor();
    await until(() => video<boolean>(page, 'currentTime >= 5'), 30_000);
    expect(asked).toBeGreaterThan(1);
    await page.getByRole('button', { name: 'Ver do começo' }).click();
    await until(() => video<boolean>(page, 'currentTime < 1'));
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  it('should download what is pasted anywhere, also many links, and keep those that are not taken', async () => {
    const { page, complaints } = await openSignedIn('/settings/profile');
    const pasteInto = (selector: string, text: string) =>
      page.evaluate(`((target) => {
        const clipboardData = new DataTransfer();
        clipboardData.setData('text/plain', ${JSON.stringify(text)});
        target.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
      })(document.querySelector('${selector}'))`);
    await page.getByRole('heading', { level: 1, name: 'Perfil' }).waitFor();
    await pasteInto('main', media('mapa.mp4?anywhere'));
    await page.getByText('Na fila', { exact: true }).waitFor();
    const field = page.getByLabel('Colar um link');
    await pasteInto(
      'header form input',
      ['museu', 'debate'].map((name) => media(`${name}.mp4?many`)).join('\n'),
    );
    await field.press('End');
    await field.pressSequentially(' http://10.0.0.7/x.mp4');
    await field.press('Enter');
    await page.getByText('2 vídeos na fila').waitFor();
    await page.getByText('Este endereço leva a uma rede privada.', { exact: false }).waitFor();
    await expect(field.inputValue()).resolves.toBe('http://10.0.0.7/x.mp4');
    await page.getByRole('button', { name: 'Ver' }).last().click();
    for (const name of ['mapa.mp4', 'museu.mp4', 'debate.mp4'])
      await page.getByRole('row').filter({ hasText: name }).first().waitFor();
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  it('should show captions over the video and beside it, and fit the smallest phone in both themes', async () => {
    const { body } = await ana.client.post<{ id: string }>('/downloads', {
      url: `${system.sandbox.origin}/paginas/mapa.html`,
    });
    await ana.client.ended(body.id);
    const { page, complaints } = await openSignedIn(`/watch/${body.id}?t=2`, {
      viewport: { width: 320, height: 640 },
    });
    await until(() => video<boolean>(page, 'currentTime >= 2'), 30_000);
    await page.getByRole('button', { name: /Esta é a aula de hoje/ }).waitFor();
    expect(
      await video<string[]>(page, 'textTracks.length && [v.textTracks[0].language, v.textTracks[0].mode]'),
    ).toEqual(['pt', 'hidden']);
    await page.keyboard.press('c');
    await until(() => video<boolean>(page, 'textTracks[0].mode === "showing"'));
    await expect(page.getByLabel('Legenda').inputValue()).resolves.toBe('pt');
    await page.getByLabel('Velocidade').selectOption('1.5');
    await until(() => video<boolean>(page, 'playbackRate === 1.5'));
    await page.locator('summary').focus();
    await page.keyboard.press('<');
    await until(() => video<boolean>(page, 'playbackRate === 1.25'));
    await page.getByLabel('Buscar na fala').fill('zzz');
    await page.getByText('0 trecho').waitFor();
    await page.getByLabel('Buscar na fala').fill('ESTA E A AULA');
    await page.getByText('1 trecho', { exact: true }).waitFor();
    for (const colorScheme of ['light', 'dark'] as const) {
      // Without motion, so that no colour is on its way to another.
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      expect(await accessibilityOf(page)).toEqual([]);
      expect(await sidewaysOf(page)).toBe(0);
    }
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  it('should go to a chapter, and play on in a window that floats', async () => {
    const { body } = await ana.client.post<{ id: string }>('/downloads', {
      url: media('aula-1.mp4?chapters'),
    });
    await ana.client.ended(body.id);
    const chapters = [
      { title: 'A chegada', startSeconds: 0, endSeconds: 4 },
      { title: null, startSeconds: 4, endSeconds: 12 },
    ];
    await system.api.get(DataSource).query(
      `UPDATE assets SET media = jsonb_set(media, '{chapters}', $2::jsonb)
       FROM downloads d WHERE d.asset_id = assets.id AND d.id = $1`,
      [body.id, JSON.stringify(chapters)],
    );
    const { page, complaints } = await openSignedIn(`/watch/${body.id}`);
    const parts = page.getByRole('region', { name: 'Capítulos' }).getByRole('button');
    await parts.nth(1).waitFor();
    await expect(parts.allInnerTexts()).resolves.toEqual([
      expect.stringContaining('A chegada'),
      expect.stringContaining('Capítulo 2'),
    ]);
    await parts.nth(1).click();
    await until(() => video<boolean>(page, 'currentTime >= 4 && !v.paused'), 30_000);
    await until(async () => (await parts.nth(1).getAttribute('aria-current')) === 'true');
    expect(await accessibilityOf(page)).toEqual([]);
    await page.getByRole('button', { name: 'Janela flutuante' }).click();
    await until(() => page.evaluate<boolean>('document.pictureInPictureElement?.tagName === "VIDEO"'));
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
    // The same from the row, by keyboard alone.
    const menu = row.getByRole('button', { name: 'Ações: aula-2.mp4' });
    await menu.focus();
    await page.keyboard.press('Enter');
    await page.getByRole('menuitem', { name: 'Copiar link' }).waitFor();
    expect(await page.getByRole('menuitem').allTextContents()).toEqual([
      'Tentar de novo',
      'Copiar link',
      'Excluir',
    ]);
    expect(await accessibilityOf(page)).toEqual([]);
    await page.keyboard.press('End');
    await page.keyboard.press('Enter');
    await row.waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Desfazer' }).click();
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

  it('should offer to watch, and nothing else, what others only share', async () => {
    const eva = await addPerson(system, { name: 'eva' });
    const { body } = await ana.client.get<{ downloads: { id: string; status: string }[] }>('/downloads');
    const saved = body.downloads.find(({ status }) => status === 'completed');
    const database = await system.database();
    await database.query(`UPDATE tenants SET course_files = 'everyone' WHERE id = 'school'`);
    await database.query(`UPDATE downloads SET course_id = '1' WHERE id = $1`, [saved?.id]);
    const { page } = await openSignedIn('/downloads', { viewport: PHONE, hasTouch: true }, eva);
    await page.getByRole('button', { name: /^Ações: / }).tap();
    await page.getByRole('menuitem', { name: 'Assistir' }).waitFor();
    expect(await page.getByRole('menuitem').allTextContents()).toEqual(['Assistir', 'Copiar link']);
    await page.keyboard.press('Escape');
    await page.goto(`${system.origin}/app/downloads/${String(saved?.id)}`);
    await page.getByRole('button', { name: 'Copiar link' }).waitFor();
    expect(await page.getByRole('button', { name: 'Excluir' }).count()).toBe(0);
    await database.query(`UPDATE tenants SET course_files = 'owner' WHERE id = 'school'`);
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

  it('should offer what is new while somebody points at a row, and move no row meanwhile', async () => {
    const ask = (name: string) => ana.client.post('/downloads', { url: media(name) });
    await ask('aula-2.mp4?listed');
    const { page } = await openSignedIn('/downloads');
    const rows = page.locator('main tbody tr').filter({ has: page.locator('a') });
    await rows.first().hover();
    const [n, place] = [await rows.count(), await rows.last().boundingBox()];
    await ask('aula-3.mp4?listed');
    const offer = page.getByRole('button', { name: '1 novo' });
    await offer.waitFor();
    expect([await rows.count(), await rows.last().boundingBox()]).toEqual([n, place]);
    expect(await accessibilityOf(page)).toEqual([]);
    await offer.click();
    await until(async () => (await rows.count()) === n + 1);
    // Nobody is there: it comes by itself.
    await page.mouse.move(0, 0);
    await page.getByRole('heading', { level: 1 }).click();
    await ask('debate.mp4?listed');
    await until(async () => (await rows.count()) === n + 2);
    await page.context().close();
  });

  it('should try everything again that failed', async () => {
    const eva = await addPerson(system, { name: 'evaretries' });
    const paths = ['/media/mapa.mp4?gone', '/media/museu.mp4?gone'];
    const lifts = paths.map((path) => system.sandbox.faults.addFault({ path, status: 404 }));
    for (const path of paths) {
      const { body } = await eva.client.post<{ id: string }>('/downloads', {
        url: system.sandbox.origin + path,
      });
      expect((await eva.client.ended(body.id)).status).toBe('failed');
    }
    for (const lift of lifts) lift();
    const { page, complaints } = await openSignedIn('/downloads', {}, eva);
    await page.getByRole('row').filter({ hasText: 'Falhou' }).nth(1).waitFor();
    await page.getByRole('button', { name: 'Tentar os 2 que falharam' }).click();
    await until(async () => (await page.getByRole('row').filter({ hasText: 'Salvo' }).count()) === 2, 60_000);
    await page.getByRole('button', { name: /^Tentar o/ }).waitFor({ state: 'detached' });
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  it('should keep its filters in the address, and say when nothing matches them', async () => {
    await ana.client.post('/downloads', { url: media('nothing-here.mp4') });
    const { page } = await openSignedIn('/downloads?status=failed');
    const row = page.getByRole('row').filter({ hasText: 'Falhou' });
    await row.waitFor({ timeout: 60_000 });
    // Called by its file, as it has no title, and told why in the language of the page.
    await row.getByRole('link', { name: 'nothing-here.mp4' }).waitFor();
    await row.getByText('O vídeo foi removido.').waitFor();
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
      watch: `/watch/${String(saved?.id)}`,
    };
    for (const [name, path] of Object.entries(pages)) {
      await page.goto(`${system.origin}/app${path}`);
      await page
        .locator({ home: 'main h2', downloads: 'main tbody tr' }[name] ?? 'main aside h2')
        .first()
        .waitFor();
      await page.waitForLoadState('networkidle').catch(() => undefined);
      expect([name, await accessibilityOf(page)]).toEqual([name, []]);
      expect([name, await sidewaysOf(page)]).toEqual([name, 0]);
    }
    expect(complaints).toEqual([]);
    await ana.client.delete(`/downloads/${body.id}`);
    await page.context().close();
  });
});
