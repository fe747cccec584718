import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { openPage, type OpensContexts, startBrowser } from './browser';
import type { Person } from './people';
import { ADMIN, type SystemOptions, type TestSystem } from './system';
import { useSystem } from './use-system';

export const PHONE = { width: 320, height: 640 };

/** A system and a browser for the tests of the `describe` that calls, as `useSystem` has it. */
export function useDashboard(options: SystemOptions = {}): { system: TestSystem; browser: OpensContexts } {
  const system = useSystem(options);
  let chromium: Browser;

  beforeAll(async () => {
    chromium = await startBrowser();
    system.onClose(() => chromium.close());
  });

  return { system, browser: { newContext: (context) => chromium.newContext(context) } };
}

/** Signs a person in, in the browser of a page, by the request that the form of the sign-in page sends: the form has specs of its own. */
async function signInto(page: Page, origin: string, { email }: Pick<Person, 'email'>): Promise<void> {
  const data = { username: email, password: ADMIN.password };
  const answer = await page.context().request.post(`${origin}/auth/login`, { data });
  if (answer.status() !== 200) throw new Error(`sign-in of ${email}: ${await answer.text()}`);
}

interface Visited {
  system: Pick<TestSystem, 'origin'>;
  browser: OpensContexts;
}
type Opened = Awaited<ReturnType<typeof openPage>>;

/** Goes to a page of the dashboard, in a browser of its own in which a person is signed in. */
export async function openSignedIn(
  { system, browser }: Visited,
  person: Pick<Person, 'email'>,
  path: string,
  options: BrowserContextOptions = {},
): Promise<Opened> {
  const opened = await openPage(browser, options);
  await signInto(opened.page, system.origin, person);
  await opened.page.goto(`${system.origin}/app${path}`);
  return opened;
}

/** The same, when its title is there. */
export async function visit(...visited: Parameters<typeof openSignedIn>): Promise<Opened> {
  const opened = await openSignedIn(...visited);
  await opened.page.locator('#content h1:visible').filter({ hasText: /\S/ }).first().waitFor();
  return opened;
}

/** The focus is on what is called that: where the keyboard goes on. */
export async function focusOn(page: Page, text: string): Promise<void> {
  await page.locator(':focus').filter({ hasText: text }).waitFor();
}
