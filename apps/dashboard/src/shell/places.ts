import ArrowDown from '@lucide/svelte/icons/arrow-down-to-line';
import GraduationCap from '@lucide/svelte/icons/graduation-cap';
import House from '@lucide/svelte/icons/house';
import School from '@lucide/svelte/icons/school';
import Settings from '@lucide/svelte/icons/settings';
import type { Component } from 'svelte';
import { type Audience, isFor } from '../api/audience';
import type { User } from '../api/client';
import type { PlainKey } from '../i18n/language.svelte';

export interface Place {
  to: string;
  name: PlainKey;
  icon: Component<{ size?: number; 'aria-hidden'?: 'true' }>;
  /** First parts of the paths that belong to it. */
  paths: string[];
  /** Elsewhere it is found under the avatar. */
  isForPhones?: boolean;
  /** Not offered to others. */
  audience?: Audience;
}

/** Where the bar above, and the tabs of a phone, lead. */
const PLACES: Place[] = [
  { to: '/', name: 'nav.home', icon: House, paths: [''] },
  { to: '/courses', name: 'nav.courses', icon: GraduationCap, paths: ['courses'] },
  { to: '/downloads', name: 'nav.downloads', icon: ArrowDown, paths: ['downloads', 'batches', 'watch'] },
  {
    to: '/school',
    name: 'nav.school',
    icon: School,
    paths: ['school', 'installation'],
    audience: 'admins',
  },
  { to: '/settings', name: 'settings.title', icon: Settings, paths: ['settings'], isForPhones: true },
];

export function placesFor({ role }: User): Place[] {
  return PLACES.filter(({ audience }) => isFor(audience, role));
}

export function isAt({ paths }: Place, path: string): boolean {
  return paths.includes(path.split('/')[1] ?? '');
}
