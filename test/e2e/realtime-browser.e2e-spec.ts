import { readFile } from 'node:fs/promises';
import { ApiProcess } from '@app/testing/api-process';
import type { DownloadBody } from '@app/testing/client';
import { HttpStand } from '@app/testing/http-stand';
import { addPerson, type Person } from '@app/testing/people';
import { TestSystem } from '@app/testing/system';
import { until } from '@app/testing/until';
import { WorkerProcess } from '@app/testing/worker-process';
import { type Browser, chromium, type Page } from 'playwright-core';

const ARGS = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-sync'];
const HOSTILE = '<img src=x onerror="document.title = `taken over`"> Aula 1';

/** docs/examples/dashboard.html as an outsider serves it: elsewhere, with the address of the service in its head. */
describe('RF-008 the page of docs/examples, in browsers', () => {
  let outsider: HttpStand;
  let system: TestSystem;
  let second: ApiProcess;
  let browser: Browser;
  let person: Person;
  const errors: string[] = [];

  beforeAll(async () => {
    const page = await readFile('docs/examples/dashboard.html', 'utf8');
    outsider = await HttpStand.start(({ url = '' }, response) => {
      const service = new URL(url, 'http://localhost').searchParams.get('of') ?? '';
      response.setHeader('content-type', 'text/html');
      response.end(page.replace('name="service" content=""', `name="service" content="${service}"`));
    });
    system = await TestSystem.start({ workers: 0, env: { CORS_ORIGINS: new URL(outsider.url()).origin } });
    system.onClose(() => outsider.close());
    second = await ApiProcess.start(system);
    await WorkerProcess.start(system);
    person = await addPerson(system, { name: 'bia' });
    browser = await chromium.launch({
      executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
      args: ARGS,
    });
    system.onClose(() => browser.close());
  }, 120_000);

  afterAll(() => system.close());

  /** In a profile of its own, signed in at a replica. */
  async function open(service: string): Promise<Page> {
    const context = await browser.newContext();
    const cookies = person.cookie.split('; ').map((one) => {
      const [name = '', value = ''] = one.split('=');
      return { name, value, domain: '127.0.0.1', path: '/' };
    });
    await context.addCookies(cookies);
    const page = await context.newPage();
    page.on('pageerror', (error) => errors.push(error.message));
    await page.goto(outsider.url(`/?of=${service}`));
    return page;
  }

  const barOf = (page: Page) => page.locator('#running progress');
  const progressOf = async (page: Page) =>
    (await barOf(page).count()) === 1 ? Number(await barOf(page).getAttribute('value')) : undefined;
  const countOf = (page: Page, name: string) => page.locator(`[data-count=${name}]`).textContent();

  it('should show a download of a third process at two replicas, from the snapshot to its end', async () => {
    const pages = await Promise.all([system.origin, second.origin].map((origin) => open(origin)));
    for (const page of pages)
      await until(async () => (await page.locator('#connection').textContent()) === 'Conectado');
    system.sandbox.throttle.bytesPerSecond = 250_000;
    const url = `${system.sandbox.origin}/media/aula-1.mp4?page`;
    const { body } = await person.client.post<DownloadBody>('/downloads', { url });
    await (await system.database()).query('UPDATE downloads SET title = $1', [HOSTILE]);
    for (const page of pages) {
      const first = await until(() => progressOf(page));
      await until(async () => ((await progressOf(page)) ?? 0) > first);
      expect(await page.locator('#running h3').textContent()).toBe(HOSTILE);
      expect(await countOf(page, 'downloading')).toBe('1');
    }
    system.sandbox.throttle.bytesPerSecond = 0;
    await person.client.ended(body.id);
    for (const page of pages) {
      await until(async () => (await countOf(page, 'completed')) === '1');
      await until(async () => (await barOf(page).count()) === 0);
      expect(await page.title()).toBe('Downloads');
    }
    expect(errors).toEqual([]);
    await person.client.post('/auth/logout');
    for (const page of pages)
      await until(async () => (await page.locator('#connection').textContent())?.startsWith('Entre de novo'));
  }, 120_000);
});
