import { until } from '@app/testing/until';
import { HISTORY } from '@app/testing/sandbox-school';
import type { School } from './school';
import type { Page } from 'playwright-core';
import { CONTRAST, type Shots, WIDE } from './shots';

/** Every page, in the order in which a school comes to know them. */
export async function tour(school: School, shots: Shots): Promise<void> {
  const { teacher, admin, superAdmin, newcomer } = school;
  const course = `/courses/${HISTORY}?account=${String(school.account)}`;
  await shots.take(undefined, [
    { name: 'sign-in', path: '/sign-in' },
    {
      name: 'sign-in-refused',
      path: '/sign-in',
      act: async (page) => {
        await page.locator('#username').fill('ana');
        await page.locator('[name=password]').fill('wrong');
        await page.keyboard.press('Enter');
        await page.locator('[role=alert]').filter({ hasText: /\S/ }).waitFor();
      },
    },
  ]);
  await shots.take(newcomer, [
    { name: 'first-visit', path: '/courses' },
    { name: 'home-empty', path: '/' },
    { name: 'downloads-empty', path: '/downloads' },
    { name: 'batches-empty', path: '/batches' },
    { name: 'page-missing', path: '/no-such-page' },
  ]);
  await shots.take(teacher, [
    { name: 'courses', path: '/courses' },
    { name: 'class-before', path: course },
    {
      name: 'class-chosen',
      path: course,
      act: async (page) => {
        for (const at of [1, 2]) await page.getByRole('checkbox').nth(at).check();
      },
    },
  ]);

  const failed = await school.download('/media/nothing-here.mp4');
  const saved = await school.download('/paginas/mapa.html');
  await teacher.client.ended(saved);
  await teacher.client.ended(failed);
  school.isSlow = true;
  const batch = await school.downloadClass();
  await until(async () => {
    const { body } = await teacher.client.get<{ in_progress: number }>(`/batch-downloads/${batch}`);
    return body.in_progress > 0;
  });
  await shots.take(teacher, [
    { name: 'home', path: '/', until: '[role=progressbar]' },
    { name: 'class-running', path: course },
    { name: 'downloads', path: '/downloads', until: 'main tbody tr' },
    { name: 'batches', path: '/batches' },
    { name: 'batch-running', path: `/batches/${batch}` },
    { name: 'download-failed', path: `/downloads/${failed}`, until: 'main aside h2' },
  ]);
  school.isSlow = false;
  await teacher.client.batchEnded(batch);
  await shots.take(teacher, [
    { name: 'home-done', path: '/' },
    { name: 'class-after', path: course },
    { name: 'courses-after', path: '/courses' },
    { name: 'batch-done', path: `/batches/${batch}` },
    { name: 'download-saved', path: `/downloads/${saved}`, until: 'main aside h2' },
    { name: 'watch', path: `/watch/${saved}`, until: 'main aside h2' },
    { name: 'connected', path: `/connected?credential_id=${String(school.account)}` },
    { name: 'connected-cancelled', path: '/connected?error=connect.declined' },
    { name: 'error', path: '/error?code=connect.link-not-usable&id=5f1b7ac6-4c38' },
    ...settings('profile', 'password', 'sessions', 'second-factor', 'appearance', 'notices'),
    { name: 'settings-recovery-codes', path: '/settings/second-factor', act: enrol },
    { name: 'downloads-menu', path: '/downloads', until: 'main tbody tr', act: openMenu },
    { name: 'account-menu', path: '/', act: openAccountMenu },
  ]);
  await shots.take(
    teacher,
    [
      { name: 'home-contrast', path: '/' },
      { name: 'class-contrast', path: course },
      { name: 'downloads-contrast', path: '/downloads', until: 'main tbody tr' },
      { name: 'watch-contrast', path: `/watch/${saved}`, until: 'main aside h2' },
    ],
    CONTRAST,
  );
  await shots.take(
    teacher,
    [
      { name: 'home', path: '/' },
      { name: 'courses', path: '/courses' },
      { name: 'class', path: course },
      { name: 'downloads', path: '/downloads', until: 'main tbody tr' },
      { name: 'download-saved', path: `/downloads/${saved}`, until: 'main aside h2' },
      { name: 'watch', path: `/watch/${saved}`, until: 'main aside h2' },
    ],
    WIDE,
  );
  await shots.take(admin, [
    { name: 'school', path: '/school' },
    ...settings('people', 'policy', 'google', 'limits', 'lockouts', 'audit', 'keys'),
    { name: 'settings-person', path: `/settings/people?person=${newcomer.id}` },
    { name: 'settings-invited', path: '/settings/people', act: invite },
  ]);
  await shots.take(superAdmin, [{ name: 'installation', path: '/installation' }]);
  await shots.take(
    superAdmin,
    [
      { name: 'school', path: '/school' },
      { name: 'installation', path: '/installation' },
      ...settings('people', 'audit'),
    ],
    WIDE,
  );
  await shots.take(
    superAdmin,
    [
      { name: 'people-contrast', path: '/settings/people' },
      { name: 'installation-contrast', path: '/installation' },
      { name: 'menu-contrast', path: '/settings/audit', act: openAccountMenu },
    ],
    CONTRAST,
  );
}

/** Nothing is stored: the next look finds the same. */
async function enrol(page: Page): Promise<void> {
  const codes = Array.from({ length: 10 }, (_, index) => `ab2c-${String(index)}def-gh3k`);
  await page.route('**/second-factor', (route) =>
    route.request().method() === 'POST'
      ? route.fulfill({
          status: 201,
          json: { secret: 'ABCDEFGH', otpauth_uri: 'otpauth://totp/x?secret=ABCDEFGH' },
        })
      : route.continue(),
  );
  await page.route('**/second-factor/confirm', (route) => route.fulfill({ json: { recovery_codes: codes } }));
  await page.locator('main [name=password]').fill('any');
  await page.locator('main form button.ink').click();
  await page.locator('main [name=code]').fill('123456');
  await page.locator('main form button.ink').click();
  await page.getByText(codes[0] ?? '').waitFor();
}

async function invite(page: Page): Promise<void> {
  await page.locator('#invite-email').fill(`novo-${String(Date.now())}@escola-aurora.example`);
  await page.locator('main form button.ink').click();
  await page.getByText('/app/join#').waitFor();
}

async function openMenu(page: Page): Promise<void> {
  await page.locator('main tbody tr [aria-haspopup=menu]').first().click();
  await page.getByRole('menuitem').first().waitFor();
}

async function openAccountMenu(page: Page): Promise<void> {
  await page.locator('button.avatar').click();
  await page.getByRole('menuitem').first().waitFor();
}

function settings(...sections: string[]): { name: string; path: string }[] {
  return sections.map((section) => ({ name: `settings-${section}`, path: `/settings/${section}` }));
}
