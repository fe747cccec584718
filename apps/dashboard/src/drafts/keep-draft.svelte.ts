import { untrack } from 'svelte';
import { session } from '../api/session.svelte';
import { type DraftValues, listDrafts, readDraft, writeDraft } from './draft-store';

export interface Draft<Values> {
  /** What the form's fields are bound to. */
  readonly values: Values;
  readonly isChanged: boolean;
  /** It holds what was typed before the form was opened: see RestoredDraft. */
  readonly isRestored: boolean;
  /** Back to what is saved: nothing is kept of it. */
  reset: () => void;
}

/**
 * The values of a form, for as long as it is open; what of them is changed and not saved is kept in this tab, for the
 * person who is signed in, until they sign out. Secrets have no place among them. Called while a component is made.
 * @param form what it is called, and of what: `notice`, `quota:7`
 * @param saved what it holds while nothing is changed; a draft that has become equal to it is done
 */
export function keepDraft<Values extends DraftValues>(form: string, saved: () => Values): Draft<Values> {
  const owner = session.user?.id;
  const kept = owner === undefined ? {} : changesOf(readDraft(owner, form, sessionStorage), saved());
  let base = $state.raw(saved());
  const values: Values = $state({ ...saved(), ...kept });
  let isRestored = $state(Object.keys(kept).length > 0);
  const changes = $derived(changesOf(values, base));
  const isChanged = $derived(Object.keys(changes).length > 0);

  // What nobody has touched is what is saved now, by whomever.
  $effect.pre(() => {
    const next = saved();
    untrack(() => {
      const touched = changes;
      base = next;
      Object.assign(values, { ...next, ...touched });
    });
  });
  $effect(() => {
    if (!isChanged) isRestored = false;
    keepFor(owner, form, changes);
  });

  return {
    values,
    get isChanged() {
      return isChanged;
    },
    get isRestored() {
      return isRestored;
    },
    reset() {
      base = saved();
      Object.assign(values, base);
      // The form may be closed before anything else is done.
      keepFor(owner, form, changes);
    },
  };
}

/** After a sign-out there is nobody to keep it for. */
function keepFor(owner: string | undefined, form: string, changes: Partial<DraftValues>): void {
  if (owner !== undefined && session.user?.id === owner) writeDraft({ owner, form }, changes, sessionStorage);
}

/** The forms with unsaved text of the person who is signed in, by the beginning of their names. */
export function draftsOf(prefix: string): string[] {
  const owner = session.user?.id;
  return owner === undefined ? [] : listDrafts(owner, prefix, sessionStorage);
}

/** A form that is closed was saved or given up. */
export function forgetDraft(form: string): void {
  const owner = session.user?.id;
  if (owner !== undefined) writeDraft({ owner, form }, {}, sessionStorage);
}

/** What differs, of what the form has and in the same shape: the store is open to everybody who opens the browser's tools. */
function changesOf<Values extends DraftValues>(
  values: Record<string, unknown>,
  saved: Values,
): Partial<Values> {
  const changed = Object.entries(saved).flatMap(([name, before]) => {
    const now = values[name];
    return hasShapeOf(before, now) && JSON.stringify(now) !== JSON.stringify(before) ? [[name, now]] : [];
  });
  return Object.fromEntries(changed) as Partial<Values>;
}

function hasShapeOf(before: DraftValues[string], now: unknown): boolean {
  return Array.isArray(before)
    ? Array.isArray(now) && now.every((one) => typeof one === 'string')
    : typeof now === typeof before;
}
