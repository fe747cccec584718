import { until } from '@app/testing/until';
import { HISTORY, type School } from './school';
import type { Shots } from './shots';

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
        await page.locator('[role=alert], .error').first().waitFor();
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
    ...settings('profile', 'password', 'sessions', 'second-factor', 'keys', 'appearance', 'notices'),
  ]);
  await shots.take(admin, [
    { name: 'school', path: '/school' },
    ...settings('people', 'policy', 'google', 'limits', 'audit'),
  ]);
  await shots.take(superAdmin, [{ name: 'installation', path: '/installation' }]);
}

function settings(...sections: string[]): { name: string; path: string }[] {
  return sections.map((section) => ({ name: `settings-${section}`, path: `/settings/${section}` }));
}
