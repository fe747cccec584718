import type { Audience } from '../api/audience';
import { type PlainKey, withAdministration } from '../i18n/language.svelte';
import type { LoadedPage } from './page';
import { match } from './router.svelte';

export interface Page extends LoadedPage {
  pattern: string;
  /** For the title of the window, until the page itself knows better. Without one the page sets it. */
  title?: PlainKey;
  /** Others are told so in words. */
  audience?: Audience;
}

/** Every page for people who are signed in. The first whose pattern matches is shown; each is loaded when it is. */
export const PAGES: Page[] = [
  { pattern: '/', title: 'nav.home', load: () => import('../pages/home/Home.svelte') },
  { pattern: '/courses', title: 'nav.courses', load: () => import('../pages/courses/Courses.svelte') },
  { pattern: '/courses/:id', title: 'nav.courses', load: () => import('../pages/courses/Class.svelte') },
  {
    pattern: '/downloads/:id?',
    title: 'nav.downloads',
    load: () => import('../pages/downloads/Downloads.svelte'),
  },
  {
    pattern: '/batches',
    title: 'downloads.tab-batches',
    load: () => import('../pages/batches/Batches.svelte'),
  },
  {
    pattern: '/batches/:id',
    title: 'downloads.tab-batches',
    load: () => import('../pages/batches/Batch.svelte'),
  },
  {
    pattern: '/school',
    title: 'nav.school',
    audience: 'admins',
    load: () => withAdministration(() => import('../pages/school/School.svelte')),
  },
  {
    pattern: '/installation',
    title: 'nav.installation',
    audience: 'super-admins',
    load: () => withAdministration(() => import('../pages/installation/Installation.svelte')),
  },
  { pattern: '/watch/:id', title: 'watch.title', load: () => import('../pages/watch/Watch.svelte') },
  { pattern: '/settings/:section?', load: () => import('../pages/settings/Settings.svelte') },
];

export function pageAt(path: string): { page: Page; params: Record<string, string> } | undefined {
  for (const page of PAGES) {
    const params = match(page.pattern, path);
    if (params) return { page, params };
  }
  return undefined;
}
