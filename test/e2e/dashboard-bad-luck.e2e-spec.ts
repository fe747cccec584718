import type { Page } from 'playwright-core';
import { ApiProcess } from '@app/testing/api-process';
import { accessibilityOf, type openPage, shiftsOf } from '@app/testing/browser';
import { Client } from '@app/testing/client';
import { useDashboard, visit } from '@app/testing/dashboard-visit';
import { addPerson, type Person, superAdmin } from '@app/testing/people';
import { ANA, HISTORY } from '@app/testing/sandbox-school';
import { setUp } from '@app/testing/set-up';
import { until } from '@app/testing/until';
import { WorkerProcess } from '@app/testing/worker-process';

const MOST_SHIFT = 0.02;
const DAY_MS = 86_400_000;
const OFFLINE = /Sem conexão/;

describe('the dashboard when things go wrong, in a browser', () => {
  const { system, browser } = useDashboard({ workers: 0 });
  let api: ApiProcess;
  const ana = setUp(() => addPerson(system, { name: 'ana' }));
  let account: number;

  beforeAll(async () => {
    account = await ana.client.connect(ANA);
    api = await ApiProcess.start(system);
  }, 120_000);

  afterEach(() => (system.sandbox.throttle.bytesPerSecond = 0));

  async function open(
    path: string,
    { person = ana, ...options }: { person?: Person } & Parameters<typeof openPage>[1] = {},
  ) {
    return visit({ system: api, browser }, person, path, options);
  }

  const heading = (page: Page) => page.locator('main h1:visible').filter({ hasText: /\S/ }).first();
  const media = (name: string) => `${system.sandbox.origin}/media/${name}`;
  const request = async (name: string, client = new Client(api.origin, ana.client.token)) =>
    (await client.post<{ id: string }>('/downloads', { url: media(name) })).body.id;
  const drawn = (page: Page) =>
    page.evaluate<number>(
      `Number(document.querySelector('[role=progressbar] > div')?.style.transform.slice(7, -1) ?? 0)`,
    );

  it('should stay where it is while the api restarts, and go on by itself', async () => {
    await WorkerProcess.start(system);
    system.sandbox.throttle.bytesPerSecond = 60_000;
    const { page, complaints } = await open('/');
    await request('aula-1.mp4?restart');
    await page.getByRole('progressbar').first().waitFor();
    await until(async () => (await drawn(page)) > 0.05);
    await api.kill('SIGKILL');
    await page.getByText(OFFLINE).waitFor();
    const before = await drawn(page);
    expect(before).toBeGreaterThan(0.05);
    // What would fail now is not offered.
    expect(await page.getByRole('button', { name: /^Cancelar / }).isDisabled()).toBe(true);
    api = await ApiProcess.start(system, {}, api.port);
    await page.getByText(OFFLINE).waitFor({ state: 'detached', timeout: 60_000 });
    await until(async () => (await drawn(page)) > before, 60_000);
    expect(await page.getByRole('button', { name: /^Cancelar / }).isEnabled()).toBe(true);
    system.sandbox.throttle.bytesPerSecond = 0;
    await page.getByRole('heading', { level: 1, name: 'Nada baixando agora' }).waitFor({ timeout: 60_000 });
    // Chromium itself says that nobody answered.
    expect(complaints.filter((text) => !text.includes('ERR_CONNECTION_REFUSED'))).toEqual([]);
    await page.context().close();
  }, 180_000);

  it('should show what another worker takes up when the first one dies', async () => {
    system.sandbox.throttle.bytesPerSecond = 60_000;
    const [doomed] = [await WorkerProcess.start(system, { MAX_CONCURRENT_DOWNLOADS: '1' })];
    const { page } = await open('/');
    await request('aula-2.mp4?dies');
    await request('aula-3.mp4?dies');
    await until(async () => (await page.getByRole('progressbar').count()) === 2);
    await doomed.kill('SIGKILL');
    system.sandbox.throttle.bytesPerSecond = 0;
    // Nobody has to reload anything.
    await page.getByRole('heading', { level: 1, name: 'Nada baixando agora' }).waitFor({ timeout: 120_000 });
    await page.getByRole('navigation').getByText('Downloads').first().click();
    await until(async () => (await page.getByRole('row').filter({ hasText: 'Salvo' }).count()) === 3);
    await page.context().close();
  }, 240_000);

  it('should say that there is no connection, keep what is shown and what was typed, and come back', async () => {
    const { page } = await open('/');
    await page.getByRole('heading', { level: 1, name: 'Nada baixando agora' }).waitFor();
    await page.getByLabel('Colar um link').fill('https://example.com/half-typed');
    await page.context().setOffline(true);
    await page.getByText(OFFLINE).waitFor();
    await page.getByRole('heading', { level: 1, name: 'Nada baixando agora' }).waitFor();
    await page.context().setOffline(false);
    await page.getByText(OFFLINE).waitFor({ state: 'detached', timeout: 60_000 });
    await expect(page.getByLabel('Colar um link').inputValue()).resolves.toBe(
      'https://example.com/half-typed',
    );
    await page.context().close();
  }, 120_000);

  it('should say of which day the data is, however long there is no connection', async () => {
    const { page } = await open('/settings/profile');
    const heard = page.waitForEvent('websocket').then((socket) => socket.waitForEvent('framereceived'));
    await page.reload();
    await heard;
    await page.context().setOffline(true);
    await page.getByText(/Sem conexão. Dados das \d\d:\d\d; o servidor continua\./).waitFor();
    // It stands there over night: a time alone would say that it was today.
    await page.clock.setFixedTime(Date.now() + DAY_MS);
    await page.getByText(/Sem conexão. Dados de ontem, \d\d:\d\d; o servidor continua\./).waitFor();
    await page.clock.setFixedTime(Date.now() + 3 * DAY_MS);
    await page.getByText(/Sem conexão. Dados de \d+ de \D+ de \d{4}, \d\d:\d\d; /).waitFor();
    await page.context().close();
  });

  it('should open at the next press what did not come at the first', async () => {
    const { page } = await open('/');
    await page.route('**/AccountMenuOpen*', (route) => route.abort());
    const button = page.getByRole('button', { name: /^Sua conta/ });
    await button.click();
    await page.getByText('O servidor não respondeu.', { exact: false }).first().waitFor();
    await page.unroute('**/AccountMenuOpen*');
    await button.click();
    await page.getByRole('menuitem', { name: 'Sair' }).waitFor();
    await page.context().close();
  });

  it('should not call cancelled what ended while nobody could tell how', async () => {
    system.sandbox.throttle.bytesPerSecond = 60_000;
    const { page } = await open('/');
    await request('aula-1.mp4?untold');
    const row = page.getByRole('listitem').filter({ has: page.getByRole('progressbar') });
    await row.waitFor();
    const asked = page.waitForEvent('requestfailed', (one) => /\/downloads\/[0-9a-f-]{36}$/.test(one.url()));
    await page.route(/\/downloads\/[0-9a-f-]{36}$/, (route) => route.abort());
    system.sandbox.throttle.bytesPerSecond = 0;
    await asked;
    await page.locator('li.over').waitFor();
    await expect(page.locator('li.over').getByText('Cancelado').count()).resolves.toBe(0);
    await page.context().close();
  });

  it('should show who has another role by now what is theirs, without a reload', async () => {
    const rui = await addPerson(system, { name: 'rui' });
    const { page } = await open('/', { person: rui });
    const school = page.getByRole('navigation').getByText('Escola').first();
    await page.getByRole('heading', { level: 1 }).first().waitFor();
    await expect(school.count()).resolves.toBe(0);
    const admin = await superAdmin(system);
    const body = { role: 'admin' };
    expect((await admin.call(`/auth/users/${rui.id}`, { method: 'PUT', body })).status).toBe(200);
    await school.waitFor();
    await page.context().close();
  });

  it('should show each school only what is its own', async () => {
    system.sandbox.throttle.bytesPerSecond = 40_000;
    const bia = await addPerson(system, { name: 'bia', tenant: 'other' });
    const [here, there] = [await open('/'), await open('/', { person: bia })];
    const id = await request('museu.mp4?ours');
    await here.page.getByRole('progressbar').first().waitFor();
    await here.page.getByRole('heading', { level: 1, name: '1 vídeo chegando' }).waitFor();
    await there.page.getByRole('heading', { level: 1, name: /em três passos/ }).waitFor();
    for (const path of [`/downloads/${id}`, `/watch/${id}`]) {
      await there.page.goto(`${api.origin}/app${path}`);
      await there.page
        .getByText(/não existe|Este download|foi excluído/i)
        .first()
        .waitFor();
    }
    system.sandbox.throttle.bytesPerSecond = 0;
    await here.page.context().close();
    await there.page.context().close();
  }, 120_000);

  it('should move nothing while a slow network brings it', async () => {
    const { page } = await open('/');
    const session = await page.context().newCDPSession(page);
    await session.send('Network.enable');
    const slow = { offline: false, latency: 300, downloadThroughput: 60_000, uploadThroughput: 60_000 };
    await session.send('Network.emulateNetworkConditions', slow);
    const saved = (
      await ana.client.get<{ downloads: { id: string }[] }>('/downloads?status=completed')
    ).body.downloads.at(0)?.id;
    const course = `/courses/${HISTORY}?account=${String(account)}`;
    const pages = [
      '/',
      '/courses',
      course,
      '/downloads',
      `/downloads/${saved ?? ''}`,
      '/batches',
      `/watch/${saved ?? ''}`,
    ];
    for (const path of [...pages, '/settings/profile']) {
      await page.goto(`${api.origin}/app${path}`);
      await heading(page).waitFor();
      await page.waitForLoadState('networkidle', { timeout: 5_000 }).catch(() => undefined);
      const { sum, moved } = await shiftsOf(page);
      expect([path, sum < MOST_SHIFT ? 'still' : [sum, moved]]).toEqual([path, 'still']);
    }
    await page.context().close();
  }, 240_000);

  it('should be used by keys alone, past what stands before', async () => {
    system.sandbox.throttle.bytesPerSecond = 20_000;
    const { page } = await open('/');
    // As one comes to a page: nothing has the focus yet.
    await page.reload();
    await heading(page).waitFor();
    await page.keyboard.press('Tab');
    await page.getByRole('link', { name: 'Pular para o conteúdo' }).waitFor();
    await page.keyboard.press('Enter');
    await expect(page.evaluate('document.activeElement.id')).resolves.toBe('content');
    expect(new URL(page.url()).pathname).toBe('/app/');
    await page.keyboard.press('/');
    await page.keyboard.type(media('debate.mp4?keys'));
    await page.keyboard.press('Enter');
    await page.getByRole('progressbar').first().waitFor();
    for (let press = 0; press < 30; press += 1) {
      await page.keyboard.press('Tab');
      if (await page.evaluate<boolean>(`/^Cancelar /.test(document.activeElement.ariaLabel ?? '')`)) break;
    }
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: 'Nada baixando agora' }).waitFor();
    await page.context().close();
  }, 120_000);

  it.each([{ contrast: 'more' }, { forcedColors: 'active' }] as const)(
    'should be without faults for eyes that need %j',
    async (options) => {
      const { page } = await open('/', options);
      for (const path of ['/', '/courses', '/downloads', '/settings/appearance']) {
        await page.goto(`${api.origin}/app${path}`);
        await heading(page).waitFor();
        expect([path, await accessibilityOf(page)]).toEqual([path, []]);
      }
      await page.context().close();
    },
    120_000,
  );
});
