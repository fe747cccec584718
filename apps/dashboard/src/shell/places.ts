import ArrowDown from '@lucide/svelte/icons/arrow-down-to-line';
import GraduationCap from '@lucide/svelte/icons/graduation-cap';
import House from '@lucide/svelte/icons/house';
import Settings from '@lucide/svelte/icons/settings';
import type { Component } from 'svelte';
import type { PlainKey } from '../i18n/language.svelte';

export interface Place {
  to: string;
  name: PlainKey;
  icon: Component<{ size?: number; 'aria-hidden'?: 'true' }>;
  /** First parts of the paths that belong to it. */
  paths: string[];
  /** Elsewhere it is found under the avatar. */
  isForPhones?: boolean;
}

/** Where the bar above, and the tabs of a phone, lead. */
export const PLACES: Place[] = [
  { to: '/', name: 'nav.home', icon: House, paths: [''] },
  { to: '/courses', name: 'nav.courses', icon: GraduationCap, paths: ['courses'] },
  { to: '/downloads', name: 'nav.downloads', icon: ArrowDown, paths: ['downloads', 'batches', 'watch'] },
  { to: '/settings', name: 'nav.settings', icon: Settings, paths: ['settings'], isForPhones: true },
];

export function isAt({ paths }: Place, path: string): boolean {
  return paths.includes(path.split('/')[1] ?? '');
}
