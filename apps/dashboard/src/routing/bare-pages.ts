import { withAdministration } from '../i18n/language.svelte';
import type { LoadedPage } from './page';
import { match } from './router.svelte';

interface BarePage extends LoadedPage {
  pattern: string;
  /** Also for people who are not signed in. */
  isPublic: boolean;
}

/** Pages that stand alone: one column under the bars, without the shell. */
const BARE_PAGES: BarePage[] = [
  { pattern: '/sign-in', isPublic: true, load: () => import('../pages/sign-in/SignIn.svelte') },
  { pattern: '/join/:token?', isPublic: true, load: () => import('../pages/join/Join.svelte') },
  { pattern: '/error', isPublic: true, load: () => import('../pages/error/ErrorPage.svelte') },
  { pattern: '/connected', isPublic: false, load: () => import('../pages/connected/Connected.svelte') },
];

/** Every token and part in its states, while somebody works on them: a build has no such page. */
if (import.meta.env.DEV)
  BARE_PAGES.push({
    pattern: '/design',
    isPublic: true,
    load: () => withAdministration(() => import('../pages/design/Design.svelte')),
  });

export function barePageAt(path: string): { page: BarePage; params: Record<string, string> } | undefined {
  for (const page of BARE_PAGES) {
    const params = match(page.pattern, path);
    if (params) return { page, params };
  }
  return undefined;
}
