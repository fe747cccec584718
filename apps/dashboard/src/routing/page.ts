import type { Component } from 'svelte';

/** What the address names, such as `id`. */
export interface PageProps {
  params?: Record<string, string>;
}

export type PageComponent = Component<PageProps>;

/** Comes when somebody goes there. */
export interface LoadedPage {
  load: () => Promise<{ default: PageComponent | Component }>;
}
