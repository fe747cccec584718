import { type Audience, isFor } from '../../api/audience';
import type { User } from '../../api/client';
import { type PlainKey, withAdministration } from '../../i18n/language.svelte';
import type { LoadedPage } from '../../routing/page';

export interface Section extends LoadedPage {
  /** Behind /settings/. */
  path: string;
  /** In the list, and in the title of the window. */
  name: PlainKey;
  group: 'you' | 'school';
  /** Not offered to others, and said so in words when they type its address. The API decides, whatever this says. */
  audience?: Audience;
}

export const GROUPS = ['you', 'school'] as const satisfies readonly Section['group'][];

/** Every section of the settings, in the order of their list. Each is loaded when it is opened. */
export const SECTIONS: readonly Section[] = [
  { path: 'profile', name: 'settings.profile', group: 'you', load: () => import('./Profile.svelte') },
  { path: 'password', name: 'settings.password', group: 'you', load: () => import('./Password.svelte') },
  {
    path: 'second-factor',
    name: 'settings.second-factor',
    group: 'you',
    load: () => import('./SecondFactor.svelte'),
  },
  { path: 'sessions', name: 'settings.sessions', group: 'you', load: () => import('./Sessions.svelte') },
  {
    path: 'appearance',
    name: 'settings.appearance',
    group: 'you',
    load: () => import('./Appearance.svelte'),
  },
  {
    path: 'people',
    name: 'settings.people',
    group: 'school',
    audience: 'admins',
    load: () => withAdministration(() => import('./People.svelte')),
  },
  {
    path: 'policy',
    name: 'settings.policy',
    group: 'school',
    audience: 'admins',
    load: () => withAdministration(() => import('./Policy.svelte')),
  },
  {
    path: 'google',
    name: 'settings.google',
    group: 'school',
    audience: 'admins',
    load: () => withAdministration(() => import('./GoogleSignIn.svelte')),
  },
  {
    path: 'limits',
    name: 'settings.limits',
    group: 'school',
    audience: 'admins',
    load: () => withAdministration(() => import('./Limits.svelte')),
  },
  {
    path: 'lockouts',
    name: 'settings.lockouts',
    group: 'school',
    audience: 'admins',
    load: () => withAdministration(() => import('./Lockouts.svelte')),
  },
  {
    path: 'audit',
    name: 'settings.audit',
    group: 'school',
    audience: 'admins',
    load: () => withAdministration(() => import('./Audit.svelte')),
  },
  {
    path: 'keys',
    name: 'settings.keys',
    group: 'school',
    audience: 'admins',
    load: () => import('./Keys.svelte'),
  },
  { path: 'notices', name: 'settings.notices', group: 'school', load: () => import('./Notices.svelte') },
];

export function sectionsFor({ role }: User): readonly Section[] {
  return SECTIONS.filter(({ audience }) => isFor(audience, role));
}
