import { Signals } from '@app/queue';
import { accessibilityOf, sidewaysOf } from '@app/testing/browser';
import type { Page } from 'playwright-core';
import { PHONE, useDashboard, visit } from '@app/testing/dashboard-visit';
import { addPerson } from '@app/testing/people';
import { setUp } from '@app/testing/set-up';

/** So many are told to a dashboard one by one. */
const TOLD = 50;
const PERCENT = 30;

describe('many downloads at once in the dashboard, in a browser', () => {
  const { system, browser } = useDashboard({ workers: 0 });
  const database = setUp(() => system.database());
  const ana = setUp(() => addPerson(system, { name: 'ana' }));

  afterEach(() => database.query('TRUNCATE downloads, batches CASCADE'));

  const idOf = (n: number) => `01900000-0000-7000-8000-${String(n).padStart(12, '0')}`;

  /** Downloads of such numbers run, each with its number in its title. */
  async function run(from: number, to = from): Promise<void> {
    await database.query(
      `INSERT INTO downloads (id, tenant_id, requester, source, source_key, variant, url, host, title, quality,
         subtitles, status, phase, run_id, started_at, total_bytes, downloaded_bytes, progress_percent)
       SELECT ('01900000-0000-7000-8000-' || lpad(n::text, 12, '0'))::uuid, 'school', 'user:' || $1, 'direct_link',
         'url:' || n, 'v', 'https://host.example/' || n, 'host.example', 'Aula ' || n, 'best', false, 'running',
         'downloading', gen_random_uuid(), now() + n * interval '1 second', 1e6, 1e4 * $4::int, $4
       FROM generate_series($2::int, $3::int) n`,
      [ana.id, from, to, PERCENT],
    );
  }

  async function change(n: number, columns: string): Promise<void> {
    await database.query(`UPDATE downloads SET ${columns}, updated_at = now() WHERE id = $1`, [idOf(n)]);
  }

  const tell = () =>
    system.api.get(Signals).send('downloads.changed', { tenant_id: 'school', download_ids: [] });
  const end = (n: number) =>
    change(n, `status = 'cancelled', phase = NULL, run_id = NULL, completed_at = now()`);
  const heading = (page: Page, name: string) => page.getByRole('heading', { level: 1, name }).waitFor();
  const row = (page: Page, n: number) =>
    page
      .getByRole('listitem')
      .filter({ has: page.getByRole('progressbar', { name: `Aula ${n}`, exact: true }) });
  const rest = (page: Page, n: number) => page.getByRole('link', { name: `Mais ${n} baixando` });

  it('should list as many as it is told of, count all, and miss nothing of what moves', async () => {
    await run(1, TOLD + 1);
    const { page, complaints } = await visit({ system, browser }, ana, '/');
    await page.mouse.move(0, 0);
    await heading(page, '51 vídeos chegando');
    expect(await page.getByRole('progressbar').count()).toBe(TOLD);
    await rest(page, 1).waitFor();

    await change(TOLD, 'progress_percent = 70, downloaded_bytes = 700000');
    await tell();
    await row(page, TOLD).getByText('70%').waitFor();

    // Nobody's pointer is in the list: what ended leaves it, and the one that had no place comes.
    await end(1);
    await tell();
    await row(page, 1).getByText('Cancelado').waitFor();
    await row(page, TOLD + 1)
      .getByText('30%')
      .waitFor();
    await heading(page, '50 vídeos chegando');
    await rest(page, 1).waitFor({ state: 'detached' });
    await row(page, 1).waitFor({ state: 'detached' });

    // What begins and ends without ever having had a place.
    await run(TOLD + 2, TOLD + 4);
    await tell();
    await heading(page, '53 vídeos chegando');
    await rest(page, 3).waitFor();
    await end(TOLD + 4);
    await tell();
    await heading(page, '52 vídeos chegando');
    expect(await page.getByRole('progressbar').count()).toBe(TOLD);

    // All of them are found behind the link.
    await rest(page, 2).click();
    await page.getByRole('row').filter({ hasText: 'Aula 53' }).waitFor();
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  it('should say that one is in progress whose size nobody knows, also to who wants no motion', async () => {
    await run(1);
    await change(1, 'total_bytes = NULL, progress_percent = 0');
    const { page } = await visit({ system, browser }, ana, '/');
    const bar = page.getByRole('progressbar', { name: 'Aula 1' });
    const measure = <Value>(what: string) =>
      page.evaluate<Value>(`((bar) => ${what})(document.querySelector('[role=progressbar]'))`);
    const moving = () => measure<number>('bar.getAnimations({ subtree: true }).length');
    await bar.waitFor();
    expect(await moving()).toBe(1);
    await page.emulateMedia({ reducedMotion: 'reduce' });
    expect(await moving()).toBe(0);
    // No part of the whole, which would be read as how much of it is there.
    expect(await measure('bar.firstElementChild.getBoundingClientRect().width / bar.clientWidth')).toBe(1);
    await expect(bar.getAttribute('aria-valuenow')).resolves.toBeNull();
    await expect(bar.getAttribute('aria-valuetext')).resolves.toBe('em andamento, tamanho desconhecido');
    await page.getByText('Baixando', { exact: true }).waitFor();
    // What is filled stands out from what is not, also for who wants more contrast.
    await page.emulateMedia({ contrast: 'more' });
    await page.locator('html[data-wants-contrast]').waitFor();
    expect(await measure('getComputedStyle(bar).backgroundColor')).toBe('rgb(0, 0, 0)');
    await page.context().close();
  });

  it('should lead through all videos of a class that has hundreds, and say of how many it tells why', async () => {
    const [batch] = await database.query<{ id: string }[]>(
      `INSERT INTO batches (tenant_id, requester, course_id, kinds, skip_existing, quality, subtitles, stage, discovered_at)
       VALUES ('school', $1, 'history', '{}', false, 'best', false, 'discovered', now()) RETURNING id`,
      [`user:${ana.id}`],
    );
    await run(1, 250);
    await database.query(
      `UPDATE downloads SET batch_id = $1, status = 'failed', error_code = 'SOURCE_NOT_FOUND', error_message = 'gone',
         phase = NULL, run_id = NULL, completed_at = now()`,
      [batch?.id],
    );
    const { page, complaints } = await visit({ system, browser }, ana, `/batches/${String(batch?.id)}`, {
      viewport: PHONE,
    });
    const video = (n: number) =>
      page.getByRole('row').filter({ hasText: new RegExp(`Aula ${String(n)}\\b`) });
    const turn = (name: string) => page.getByRole('button', { name }).click();
    await page.getByText('0 de 250 salvos').waitFor();
    await page.getByText('Os primeiros 200 de 250. A lista abaixo tem todos.').waitFor();
    await video(1).waitFor();
    await page.getByText('1 a 100 de 250').waitFor();
    await turn('Próxima página');
    await video(101).waitFor();
    await turn('Próxima página');
    await video(250).waitFor();
    await page.getByText('201 a 250 de 250').waitFor();
    expect(await sidewaysOf(page)).toBe(0);
    expect(await accessibilityOf(page)).toEqual([]);
    // The page is kept in the address: who looks at one video comes back to it.
    await video(250).getByRole('link').click();
    await page
      .getByRole('heading', { level: 1, name: 'Aula 250' })
      .or(page.getByRole('heading', { level: 2, name: 'Aula 250' }))
      .waitFor();
    await page.goBack();
    await video(250).waitFor();
    await turn('Página anterior');
    await video(200).waitFor();
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  it('should say of what waits until tomorrow that it is tomorrow', async () => {
    await run(1);
    await change(1, `status = 'queued', phase = NULL, run_id = NULL, run_at = now() + interval '1 day'`);
    const { page } = await visit({ system, browser }, ana, '/downloads');
    await page.getByText(/^Fica para amanhã, \d\d:\d\d$/).waitFor();
    await page.context().close();
  });
});
