import type { BrowserContextOptions, Page } from 'playwright-core';
import { formatBytes } from '../../apps/dashboard/src/i18n/format';
import { putCourse, putItem } from '../../apps/sandbox/src/school/change-school';
import { ApiProcess } from '@app/testing/api-process';
import { accessibilityOf, sidewaysOf } from '@app/testing/browser';
import { Client } from '@app/testing/client';
import { openSignedIn, PHONE, useDashboard } from '@app/testing/dashboard-visit';
import { addPerson } from '@app/testing/people';
import { ANA, HISTORY, OLD_HISTORY, SCIENCE } from '@app/testing/sandbox-school';
import { setUp } from '@app/testing/set-up';
import { until } from '@app/testing/until';

describe("a teacher's courses, in a browser", () => {
  const { system, browser } = useDashboard();
  const ana = setUp(() => addPerson(system, { name: 'ana' }));

  const open = (path: string, options?: BrowserContextOptions) =>
    openSignedIn({ system, browser }, ana, path, options);

  const connect = async (page: Page, { untick }: { untick?: string } = {}) => {
    await page.getByRole('heading', { name: 'Choose an account' }).waitFor();
    if (untick !== undefined) await page.getByLabel(untick).uncheck();
    await page.getByRole('button', { name: 'Allow' }).click();
  };

  function addLessons(course: string, titles: string[], { query, at }: { query: string; at: string }) {
    for (const title of titles)
      putItem(putCourse(system.sandbox.school, { id: course }), {
        id: `${query}-${title}`,
        title,
        materials: [{ link: { url: `${system.sandbox.origin}/media/${title}.mp4?${query}` } }],
        creationTime: at,
        updateTime: at,
      });
  }

  it('should lead a newcomer in three steps to a whole class', async () => {
    const { page, complaints } = await open('/courses');
    await page.getByRole('heading', { level: 1, name: /em três passos/ }).waitFor();
    expect(await accessibilityOf(page)).toEqual([]);
    await page.getByRole('button', { name: 'Conectar conta Google' }).click();
    await connect(page);
    await page.getByRole('heading', { level: 1, name: 'Conta Google conectada.' }).waitFor();
    await page.getByRole('link', { name: 'Escolher uma turma' }).click();
    await page.getByText('Tudo permitido').waitFor();
    expect(await accessibilityOf(page)).toEqual([]);

    await page
      .getByRole('link', { name: /História do Brasil 9º ano Turma A|História do Brasil 9º ano$/ })
      .first()
      .click();
    await page.getByRole('heading', { level: 1, name: 'História do Brasil 9º ano' }).waitFor();
    await page.getByText('0 de 10 salvos').waitFor();
    await page.getByText(/para baixar/).waitFor();
    // A verdict in plain words.
    await page.getByText('O proprietário não permite baixar este arquivo.', { exact: false }).waitFor();
    expect(await accessibilityOf(page)).toEqual([]);

    // As Classroom orders them, not by what changed last.
    const topics = page.getByRole('navigation', { name: 'Tópicos' }).getByRole('link');
    expect(await topics.allTextContents()).toEqual([
      'Sem tópico',
      'Unidade 1: colônia',
      'Unidade 2: império',
    ]);
    await topics.last().click();
    expect(new URL(page.url()).hash).toBe('#topic-3');
    await until(() =>
      page.evaluate<boolean>(
        `((top) => top >= 0 && top < innerHeight)(document.querySelector('#topic-3').getBoundingClientRect().top)`,
      ),
    );

    await page.getByRole('button', { name: 'Baixar os 8 que faltam' }).click();
    await page.getByText('8 de 10 salvos').waitFor({ timeout: 120_000 });
    await page.getByRole('img', { name: '8 de 10 salvos, 0 faltam, 0 falharam, 2 bloqueados' }).waitFor();
    await page.getByRole('button', { name: /^Bloqueados/ }).click();
    expect(new URL(page.url()).searchParams.get('show')).toBe('blocked');
    await expect(page.getByText('Bloqueado', { exact: true }).count()).resolves.toBe(2);
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  it('should let some videos be chosen, and say what that means', async () => {
    const { page } = await open('/courses');
    await page.getByRole('link', { name: /Ciências 8º ano/ }).click();
    await page
      .getByRole('checkbox', { name: /^Escolher (?!o tópico)/ })
      .first()
      .check();
    const tray = page.getByRole('region', { name: 'Escolhidos' });
    await tray.getByText('1 vídeo', { exact: true }).waitFor();
    expect(await accessibilityOf(page)).toEqual([]);
    // What is open is closed first: nobody loses a choice by it.
    await page.getByRole('button', { name: /^Sua conta/ }).click();
    await page.getByRole('menu').waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('menu').waitFor({ state: 'detached' });
    await tray.getByText('1 vídeo', { exact: true }).waitFor();
    await page.keyboard.press('Escape');
    await tray.waitFor({ state: 'detached' });
    await page
      .getByRole('checkbox', { name: /^Escolher (?!o tópico)/ })
      .first()
      .check();
    system.sandbox.throttle.bytesPerSecond = 20_000;
    await tray.getByRole('button', { name: 'Baixar 1 vídeo' }).click();
    // Told by the live connection: nothing is asked for meanwhile.
    const bar = page.getByRole('progressbar');
    await bar.waitFor({ timeout: 60_000 });
    await page.route('**/coverage?*', (route) => route.abort());
    const percent = async () => Number(await bar.getAttribute('aria-valuenow'));
    const before = await percent();
    await until(async () => (await percent()) > before + 5, 60_000);
    const home = await page.context().newPage();
    await home.goto(`${system.origin}/app/`);
    await home
      .getByRole('region', { name: 'Agora' })
      .getByText('Ciências 8º ano · ', { exact: false })
      .waitFor();
    await home.close();
    await page.unroute('**/coverage?*');
    system.sandbox.throttle.bytesPerSecond = 0;
    await page.getByText(/^1 de \d+ salvos$/).waitFor({ timeout: 60_000 });
    await page.context().close();
  });

  it('should say how much too little space there is, for a class and for what is chosen of it', async () => {
    // Of another school, which has nothing of the class yet; on a server that keeps more free than it has.
    const eva = await addPerson(system, { name: 'eva', tenant: 'other' });
    const account = String(await eva.client.connect(ANA));
    const api = await ApiProcess.start(system, { MIN_FREE_BYTES: '1000000000000000' });
    const path = `/courses/${HISTORY}?account=${account}`;
    const { page } = await openSignedIn({ system: api, browser }, eva, path);
    await page.getByText('0 de 10 salvos').waitFor();
    const { body } = await new Client(api.origin, eva.client.token).get<{ bytes: number; fits: boolean }>(
      `/courses/${HISTORY}/download-all/estimate?credential_id=${account}`,
    );
    expect(body).toMatchObject({ fits: false, disk_usable_bytes: 0 });
    const lack = `Não cabe: faltam ${formatBytes(body.bytes, 'pt-BR')}`;
    await page.getByText(lack, { exact: false }).waitFor();

    await page.getByRole('checkbox', { name: 'Escolher o tópico', exact: false }).last().check();
    const tray = page.getByRole('region', { name: 'Escolhidos' });
    await tray.getByText(/Não cabe: faltam [\d,]+ [KM]B/).waitFor();
    await page.context().close();
  });

  it('should name what was not allowed, and have it allowed', async () => {
    const { page } = await open('/courses');
    await page.getByRole('button', { name: 'Conectar outra conta Google' }).click();
    await page.getByRole('heading', { name: 'Choose an account' }).waitFor();
    await connect(page, { untick: 'drive.readonly' });
    await page.getByRole('link', { name: 'Continuar assim' }).click();
    await page.getByText('Sem acesso: arquivos do Google Drive', { exact: false }).waitFor();
    await page.getByRole('button', { name: /^Reconectar/ }).click();
    await connect(page);
    await page.getByRole('link', { name: 'Escolher uma turma' }).click();
    await page.getByText('Tudo permitido').first().waitFor();
    await page.context().close();
  });

  it.each(['light', 'dark'] as const)(
    'should fit a phone of 320 pixels in English, without faults that axe finds, in the %s theme',
    async (colorScheme) => {
      const { page } = await open('/courses', { viewport: PHONE, locale: 'en-GB', colorScheme });
      await page.getByText('8 of 10 saved').first().waitFor();
      expect(await sidewaysOf(page)).toBe(0);
      expect(await accessibilityOf(page)).toEqual([]);
      await page
        .getByRole('link', { name: /História do Brasil 9º ano/ })
        .first()
        .click();
      await page.getByText('8 of 10 saved').waitFor();
      await page.getByText('The owner does not allow this file', { exact: false }).waitFor();
      expect(await sidewaysOf(page)).toBe(0);
      expect(await accessibilityOf(page)).toEqual([]);
      await page.context().close();
    },
  );

  it('should offer what is new when a class is read again, and move nothing until it is asked for', async () => {
    const { page, complaints } = await open('/courses');
    await page.getByRole('link', { name: /Ciências 8º ano/ }).click();
    const rows = page.locator('main li').filter({ hasText: /Salvo|Não baixado|Bloqueado|Falhou/ });
    await rows.first().waitFor();
    const before = await rows.count();
    const place = await rows.last().boundingBox();
    addLessons(SCIENCE, ['mapa', 'museu', 'debate'], { query: 'new', at: '2026-11-20T10:00:00.000Z' });
    await page.getByRole('button', { name: 'Ler de novo' }).click();
    const offer = page.getByRole('button', { name: '3 novos' });
    await offer.waitFor();
    await expect(rows.count()).resolves.toBe(before);
    expect(await rows.last().boundingBox()).toEqual(place);
    expect(await accessibilityOf(page)).toEqual([]);
    await offer.click();
    await until(async () => (await rows.count()) === before + 3);
    await offer.waitFor({ state: 'detached' });
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  it('should show whole classes, what failed in them and why, and try or cancel it', async () => {
    const lessons = ['aula-1', 'aula-2'];
    addLessons(OLD_HISTORY, lessons, { query: 'whole', at: '2026-05-01T10:00:00.000Z' });
    const account = await ana.client.connect(ANA);
    await ana.client.post(`/courses/${OLD_HISTORY}/sync?credential_id=${String(account)}`);
    await until(async () => {
      const { body } = await ana.client.get<{ coursework: object[] }>(
        `/courses/${OLD_HISTORY}/coursework?credential_id=${String(account)}`,
      );
      return body.coursework.length === lessons.length;
    });
    const lift = system.sandbox.faults.addFault({ path: '/media/aula-2.mp4?whole', status: 404 });
    const { body } = await ana.client.post<{ job_id: string }>(`/courses/${OLD_HISTORY}/download-all`, {
      credential_id: account,
    });
    await ana.client.batchEnded(body.job_id);
    lift();

    const { page, complaints } = await open('/downloads', { viewport: PHONE });
    await page.getByRole('link', { name: 'Turmas inteiras' }).click();
    const row = page.getByRole('listitem').filter({ hasText: '1 falhou' });
    await row.getByText('1 de 2 salvos').waitFor();
    await page.getByText('8 de 10 salvos').waitFor();
    await faultless(page);
    await row.getByRole('link').click();
    await page.getByRole('heading', { level: 2, name: 'Falharam' }).waitFor();
    await page.getByText('O vídeo foi removido.').first().waitFor();
    await page.getByText('Completa em parte.').waitFor();
    await faultless(page);

    system.sandbox.throttle.bytesPerSecond = 20_000;
    await page.getByRole('button', { name: 'Tentar o que falhou' }).click();
    await page.getByRole('button', { name: 'Cancelar o que falta' }).click();
    await page.getByText('Cancelar 1? Os salvos ficam.').waitFor();
    await page.getByRole('button', { name: 'Cancelar o download' }).click();
    await page.getByText('Cancelada.').waitFor();

    // What is done with one video is seen at once, here as in the list of all.
    const video = page.getByRole('row').filter({ hasText: 'aula-2' });
    const choose = async (name: string) => {
      await video.getByRole('button', { name: /^Ações/ }).click();
      await page.getByRole('menuitem', { name }).click();
    };
    await choose('Tentar de novo');
    await page.getByText('Baixando.', { exact: true }).waitFor();
    system.sandbox.throttle.bytesPerSecond = 0;
    await page.getByText('Completa.', { exact: true }).waitFor({ timeout: 30_000 });
    await choose('Excluir');
    await video.waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Desfazer' }).press('Enter');
    await video.waitFor();
    await choose('Excluir');
    await video.waitFor({ state: 'detached' });
    await page.getByText('1 de 1 salvos').first().waitFor({ timeout: 30_000 });
    await until(async () => (await video.count()) === 0);
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  async function faultless(page: Page) {
    for (const colorScheme of ['light', 'dark'] as const) {
      // Without motion, so that no colour is on its way to another.
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      expect(await accessibilityOf(page)).toEqual([]);
      expect(await sidewaysOf(page)).toBe(0);
    }
  }
});
