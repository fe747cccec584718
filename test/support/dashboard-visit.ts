import type { Browser, Page } from 'playwright-core';
import { accessibilityOf, openPage, sidewaysOf } from './browser';
import type { Person } from './people';
import { ADMIN, type TestSystem } from './system';

export const PHONE = { width: 320, height: 640 };

/** Signs a person in, in the browser of a page, by the request that the form of the sign-in page sends: the form has specs of its own. */
export async function signInto(page: Page, origin: string, { email }: Pick<Person, 'email'>): Promise<void> {
  const data = { username: email, password: ADMIN.password };
  const answer = await page.context().request.post(`${origin}/auth/login`, { data });
  if (answer.status() !== 200) throw new Error(`sign-in of ${email}: ${await answer.text()}`);
}

/** Opens a page of the dashboard, in a browser of its own in which a person is signed in. */
export async function visit(
  { system, browser }: { system: Pick<TestSystem, 'origin'>; browser: Browser },
  { email }: Pick<Person, 'email'>,
  path: string,
  options: Parameters<typeof openPage>[1] = {},
): Promise<Awaited<ReturnType<typeof openPage>>> {
  const opened = await openPage(browser, options);
  const { page } = opened;
  await signInto(page, system.origin, { email });
  await page.goto(`${system.origin}/app${path}`);
  await page.locator('#content h1:visible').filter({ hasText: /\S/ }).first().waitFor();
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
