import { join } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { startBrowser } from '@app/testing/browser';
import type { Person } from '@app/testing/people';

const SIZES = {
  desktop: { width: 1280, height: 900 },
  phone: { width: 390, height: 844 },
  /** A screen of 4K, without anything being enlarged. */
  wide: { width: 3840, height: 2160 },
};

export interface Look {
  size: keyof typeof SIZES;
  theme: 'light' | 'dark' | 'contrast';
  language: 'pt-BR' | 'en-US';
}

/** Every one. */
export const LOOKS: Look[] = (['desktop', 'phone'] as const).flatMap((size) =>
  (['light', 'dark'] as const).flatMap((theme) =>
    (['pt-BR', 'en-US'] as const).map((language) => ({ size, theme, language })),
  ),
);

/** Every size, theme and language with every other, in four. */
export const FEW: Look[] = LOOKS.filter(
  ({ size, theme, language }) => ((size === 'phone') !== (theme === 'dark')) === (language === 'en-US'),
);

/** For whom the other themes have too little contrast. */
export const CONTRAST: Look[] = (['desktop', 'phone'] as const).map((size) => ({
  size,
  theme: 'contrast',
  language: 'pt-BR',
}));

export const WIDE: Look[] = [{ size: 'wide', theme: 'light', language: 'pt-BR' }];

interface Shot {
  name: string;
  /** Below /app. */
  path: string;
  /** What has to be there first, if not the page's heading. */
  until?: string;
  /** What somebody does there first. */
  act?: (page: Page) => Promise<unknown>;
}

/** Takes pictures of pages in every look, each look a browser of its own. */
export class Shots {
  readonly taken: { name: string; look: Look; file: string }[] = [];
  private browser?: Browser;

  constructor(
    private readonly origin: string,
    private readonly folder: string,
    private readonly say: (text: string) => void,
    private readonly looks: readonly Look[] = LOOKS,
  ) {}

  /** @param person who looks; undefined: nobody yet */
  async take(person: Person | undefined, shots: readonly Shot[], looks = this.looks): Promise<void> {
    for (const look of looks) {
      const context = await this.open(person, look);
      for (const shot of shots) await this.takeOne(context, look, shot);
      await context.close();
    }
    for (const { name } of shots) this.say(`  ${name}`);
  }

  async open(person: Person | undefined, { size, theme, language }: Look): Promise<BrowserContext> {
    this.browser ??= await startBrowser();
    const context = await this.browser.newContext({
      viewport: SIZES[size],
      colorScheme: theme === 'dark' ? 'dark' : 'light',
      contrast: theme === 'contrast' ? 'more' : 'no-preference',
      locale: language,
      reducedMotion: 'reduce',
      hasTouch: size === 'phone',
    });
    context.setDefaultTimeout(30_000);
    const pairs = person?.cookie.split('; ') ?? [];
    await context.addCookies(
      pairs.map((pair) => {
        const [name = '', ...value] = pair.split('=');
        return { name, value: value.join('='), url: this.origin };
      }),
    );
    return context;
  }

  async close(): Promise<void> {
    await this.browser?.close();
  }

  private async takeOne(context: BrowserContext, look: Look, shot: Shot): Promise<void> {
    const page = await context.newPage();
    page.on('pageerror', (error) => this.say(`  ${shot.name}: ${String(error.stack)}`));
    const file = `${shot.name}-${look.size}-${look.theme}-${look.language}.png`;
    try {
      await page.goto(`${this.origin}/app${shot.path}`);
      await settled(page, shot.until);
      await shot.act?.(page);
    } catch (cause) {
      await page.screenshot({ path: join(this.folder, file) });
      throw new Error(`not as expected: ${file}`, { cause });
    }
    await unfold(page);
    await page.screenshot({ path: join(this.folder, file) });
    this.taken.push({ name: shot.name, look, file });
    await page.close();
  }
}

/** As high as it is long: what sticks to the window's edge would else stand in the middle of the picture. */
async function unfold(page: Page): Promise<void> {
  const height = await page.evaluate<number>('document.documentElement.scrollHeight');
  const size = page.viewportSize();
  if (size && height > size.height) await page.setViewportSize({ ...size, height: Math.min(height, 8000) });
}

/** Its heading is there, nothing is being loaded any more, and the fonts are. */
export async function settled(page: Page, until = 'h1:visible'): Promise<void> {
  await page.locator('h1:visible').filter({ hasText: /\S/ }).first().waitFor();
  await page.locator(until).first().waitFor();
  // Live pages keep a connection open, and some ask again and again.
  await page.waitForLoadState('networkidle', { timeout: 1_500 }).catch(() => undefined);
  await page
    .locator('.skeleton')
    .first()
    .waitFor({ state: 'detached', timeout: 5_000 })
    .catch(() => undefined);
  await page.evaluate('document.fonts.ready.then(() => true)');
}
