export type DraftValue = string | boolean | string[];
export type DraftValues = Record<string, DraftValue>;

/** Forms whose texts are kept, those that were changed the longest ago being dropped first. */
const MAX_FORMS = 20;
const MAX_CHARS = 50_000;
const KEY = 'drafts';

type Store = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;
type Forms = [form: string, values: Record<string, unknown>][];

/** What one person changed in a form and has not saved; nothing of anybody else's. */
export function readDraft(owner: string, form: string, store: Store): Record<string, unknown> {
  return formsOf(owner, store).find(([name]) => name === form)?.[1] ?? {};
}

/** The forms whose names begin so, of which something is kept. */
export function listDrafts(owner: string, prefix: string, store: Store): string[] {
  return formsOf(owner, store).flatMap(([name]) => (name.startsWith(prefix) ? [name] : []));
}

/** Keeps it in place of what was kept of this form, or nothing when nothing is changed. Another person's goes. */
export function writeDraft(
  { owner, form }: { owner: string; form: string },
  changed: Partial<DraftValues>,
  store: Store,
): void {
  const others = formsOf(owner, store).filter(([name]) => name !== form);
  const forms: Forms = Object.keys(changed).length === 0 ? others : [...others, [form, changed]];
  while (forms.length > MAX_FORMS || JSON.stringify(forms).length > MAX_CHARS) forms.shift();
  try {
    if (forms.length === 0) store.removeItem(KEY);
    else store.setItem(KEY, JSON.stringify({ owner, forms }));
  } catch {
    // It is kept until the form is closed.
  }
}

/** Nothing of anybody is kept any more, or of nobody but them. */
export function clearDrafts(store: Store, { except }: { except?: string } = {}): void {
  if (except !== undefined && ownerOf(store) === except) return;
  try {
    store.removeItem(KEY);
  } catch {
    // Then nothing was kept, either.
  }
}

function formsOf(owner: string, store: Store): Forms {
  const kept = read(store);
  return kept?.owner === owner && Array.isArray(kept.forms) ? kept.forms.filter(isForm) : [];
}

function ownerOf(store: Store): unknown {
  return read(store)?.owner;
}

function read(store: Store): { owner?: unknown; forms?: unknown } | undefined {
  try {
    const kept: unknown = JSON.parse(store.getItem(KEY) ?? 'null');
    return typeof kept === 'object' && kept !== null ? kept : undefined;
  } catch {
    return undefined;
  }
}

function isForm(one: unknown): one is Forms[number] {
  return Array.isArray(one) && typeof one[0] === 'string' && typeof one[1] === 'object' && one[1] !== null;
}
