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

/** Whose name is a text of the settings. */
type Path = PlainKey extends infer Key ? (Key extends `settings.${infer Name}` ? Name : never) : never;

export const GROUPS = ['you', 'school'] as const satisfies readonly Section['group'][];

const own = (path: Path, load: Section['load']): Section => ({
  path,
  name: `settings.${path}`,
  group: 'you',
  load,
});
const ofSchool = (path: Path, load: Section['load'], audience?: Audience): Section => ({
  ...own(path, load),
  group: 'school',
  audience,
});
/** With the texts of the administration. */
const managed = (path: Path, load: Section['load']): Section =>
  ofSchool(path, () => withAdministration(load), 'admins');

/** Every section of the settings, in the order of their list. Each is loaded when it is opened. */
export const SECTIONS: readonly Section[] = [
  own('profile', () => import('./Profile.svelte')),
  own('password', () => import('./Password.svelte')),
  own('second-factor', () => import('./SecondFactor.svelte')),
  own('sessions', () => import('./Sessions.svelte')),
  own('appearance', () => import('./Appearance.svelte')),
  managed('people', () => import('./People.svelte')),
  managed('policy', () => import('./Policy.svelte')),
  managed('google', () => import('./GoogleSignIn.svelte')),
  managed('limits', () => import('./Limits.svelte')),
  managed('lockouts', () => import('./Lockouts.svelte')),
  managed('audit', () => import('./Audit.svelte')),
  ofSchool('keys', () => import('./Keys.svelte'), 'admins'),
  ofSchool('notices', () => import('./Notices.svelte')),
];

export function sectionsFor({ role }: User): readonly Section[] {
  return SECTIONS.filter(({ audience }) => isFor(audience, role));
}
