import type { administration } from '../messages/administration/pt-BR';
import type { messages as written } from '../messages/pt-BR';
import { type Gaps, fill, type Translation } from './translate';

type Messages = typeof written & typeof administration;
export type MessageKey = keyof Messages;
/** Texts without gaps. */
export type PlainKey = {
  [Key in MessageKey]: [] extends Gaps<Messages[Key]> ? Key : never;
}[MessageKey];
export const LANGUAGES = { 'pt-BR': 'Português', en: 'English' } as const;
export type Language = keyof typeof LANGUAGES;

type Loaded = Partial<Translation<Messages>>;

const LOAD: Record<Language, () => Promise<{ messages: Loaded }>> = {
  'pt-BR': () => import('../messages/pt-BR'),
  en: () => import('../messages/en'),
};
const LOAD_ADMINISTRATION: Record<Language, () => Promise<{ administration: Loaded }>> = {
  'pt-BR': () => import('../messages/administration/pt-BR'),
  en: () => import('../messages/administration/en'),
};

let current = $state.raw<{ language: Language; messages: Loaded } | undefined>();
let wantsAdministration = false;
/** The last one that was asked for: it counts, however long others take to come. */
let wanted: Language | undefined;

/** The language of the page: what was chosen in this browser, else the first of its own that we speak, as public/appearance.js found it. */
export const language = {
  get now(): Language {
    return current?.language ?? 'en';
  },

  async start(): Promise<void> {
    const { lang } = document.documentElement;
    await show(lang in LANGUAGES ? (lang as Language) : 'en');
  },

  async choose(next: Language): Promise<void> {
    await show(next);
    try {
      localStorage.setItem('language', next);
    } catch {
      // It holds until the page is closed.
    }
  },
};

/** The texts of the pages of admins come with the first of them: most people never open one. */
export async function withAdministration<Page>(load: () => Promise<Page>): Promise<Page> {
  const hasTexts = wantsAdministration;
  wantsAdministration = true;
  // Before a language is known, its start brings them.
  const [page] = await Promise.all([load(), hasTexts || wanted === undefined ? undefined : show(wanted)]);
  return page;
}

/** A text in the language of the page; read in a template, it changes with it. */
export function t<Key extends MessageKey>(key: Key, ...[values]: Gaps<Messages[Key]>): string {
  const entry = current?.messages[key];
  return current === undefined || entry === undefined ? '' : fill(entry, current.language, values);
}

/** For keys that are put together from what the API answers; undefined: there is no such text. */
export function textOf(key: string, values?: Record<string, string | number>): string | undefined {
  if (current === undefined || !Object.hasOwn(current.messages, key)) return undefined;
  const entry = current.messages[key as MessageKey];
  return entry && fill(entry, current.language, values);
}

async function show(next: Language): Promise<void> {
  wanted = next;
  const [{ messages }, more] = await Promise.all([
    LOAD[next](),
    wantsAdministration ? LOAD_ADMINISTRATION[next]() : undefined,
  ]);
  if (wanted !== next) return undefined;
  if (wantsAdministration && !more) return show(next);
  current = { language: next, messages: { ...messages, ...more?.administration } };
  document.documentElement.lang = next;
  return undefined;
}
