import type { Page } from 'playwright-core';
import { accessibilityOf, sidewaysOf } from './browser';

/** What axe finds in either theme, and what reaches out of the window: nothing. */
export async function expectFaultless(page: Page): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    // Without motion, so that no colour is on its way to another.
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    expect(await accessibilityOf(page)).toEqual([]);
  }
  expect(await sidewaysOf(page)).toBe(0);
}
