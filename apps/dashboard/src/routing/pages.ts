import type { Component } from 'svelte';
import type { PlainKey } from '../i18n/language.svelte';
import { match } from './router.svelte';

/** What the address names, such as `id`. */
export interface PageProps {
  params?: Record<string, string>;
}

export interface Page {
  pattern: string;
  /** For the title of the window, until the page itself knows better. */
  title: PlainKey;
  load: () => Promise<{ default: Component<PageProps> | Component }>;
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
  { pattern: '/watch/:id', title: 'watch.title', load: () => import('../pages/watch/Watch.svelte') },
];

export function pageAt(path: string): { page: Page; params: Record<string, string> } | undefined {
  for (const page of PAGES) {
    const params = match(page.pattern, path);
    if (params) return { page, params };
  }
  return undefined;
}
