import type { Browser, Page } from 'playwright-core';
import { accessibilityOf, openPage, sidewaysOf } from './browser';
import type { Person } from './people';
import { ADMIN, type TestSystem } from './system';

export const PHONE = { width: 320, height: 640 };

/** Signs a person in, in a browser of their own, on the way to a page of the dashboard. */
export async function visit(
  { system, browser }: { system: TestSystem; browser: Browser },
  person: Pick<Person, 'email'>,
  path: string,
  options: Parameters<typeof openPage>[1] = {},
): Promise<Awaited<ReturnType<typeof openPage>>> {
  const opened = await openPage(browser, options);
  const { page } = opened;
  await page.goto(`${system.origin}/app${path}`);
  await page.getByLabel(/usuário|User name/).fill(person.email);
  await page.getByLabel(/^(Senha|Password)$/).fill(ADMIN.password);
  await page.getByRole('button', { name: /^(Entrar|Sign in)$/ }).click();
  await page.locator('#content h1:visible').first().waitFor();
  return opened;
}

/** The focus is on what is called that: where the keyboard goes on. */
export async function focusOn(page: Page, text: string): Promise<void> {
  await page.locator(':focus').filter({ hasText: text }).waitFor();
}

/** What axe finds in either theme, and what reaches out of the window: nothing. */
export async function expectFaultless(page: Page): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    // Without motion, so that no colour is on its way to another.
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    expect(await accessibilityOf(page)).toEqual([]);
  }
  expect(await sidewaysOf(page)).toBe(0);
}
