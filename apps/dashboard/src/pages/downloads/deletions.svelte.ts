import type { QueryClient } from '@tanstack/svelte-query';
import { SvelteSet } from 'svelte/reactivity';
import { answerOf, api } from '../../api/client';
import { ApiError, isProblem, mayPass } from '../../api/problems';
import { session } from '../../api/session.svelte';
import { problemWords } from '../../components/problem-words';
import { t } from '../../i18n/language.svelte';
import { toasts } from '../../shell/toasts.svelte';
import { readDownloadsAnew } from './change-download';
import { forgetLeft, keepLeft, readLeft } from './left-deletions';

const hidden = new SvelteSet<string>();
/** What can still be undone, with the toast that offers it. */
const open = new Map<string, number>();

addEventListener('pagehide', leave);
document.addEventListener('visibilitychange', noteVisibility);

/** Gone for the eye; the server is asked once nobody can undo it any more. */
export function hiddenWhileUndone(id: string): boolean {
  return hidden.has(id);
}

export function deleteWithUndo(id: string, queries: QueryClient): void {
  const owner = session.user?.id ?? '';
  hidden.add(id);
  const close = () => {
    open.delete(id);
    forgetLeft(owner, [id], localStorage);
  };
  const toast = toasts.show({
    text: t('download.deleted'),
    action: {
      name: t('download.undo'),
      run: () => {
        close();
        hidden.delete(id);
      },
    },
    gone: async () => {
      open.delete(id);
      await purge(id, queries);
      close();
    },
  });
  open.set(id, toast);
}

/** What was said in a page that is gone is done now. */
export async function finishLeft(owner: string, queries: QueryClient): Promise<void> {
  const ids = readLeft(owner, localStorage);
  for (const id of ids) hidden.add(id);
  for (const id of ids) if (await isDone(id)) forgetLeft(owner, [id], localStorage);
  await readDownloadsAnew(queries);
  for (const id of ids) hidden.delete(id);
}

/** Or that no other attempt would change anything: the first one did it, or it may not be deleted any more. */
async function isDone(id: string): Promise<boolean> {
  try {
    await ask(id);
    return true;
  } catch (error) {
    const isSignedOut = error instanceof ApiError && error.status === 401;
    return !(isSignedOut || mayPass(error) || isProblem(error, 'auth.other-user'));
  }
}

/**
 * The page goes away: what was said is done now. Nobody learns whether it was, as where the cookie was too old: the next
 * page asks again. One that is shown again by the browser offers no way back any more.
 */
function leave(): void {
  const owner = session.user?.id;
  if (owner === undefined || open.size === 0) return;
  keepLeft(owner, [...open.keys()], localStorage);
  const headers = { 'x-expected-user': owner };
  for (const [id, toast] of open) {
    void fetch(pathOf(id), { method: 'DELETE', keepalive: true, headers }).catch(() => undefined);
    toasts.withdraw(toast);
  }
  open.clear();
}

/** A phone ends pages that nobody looks at, and does not tell them. */
function noteVisibility(): void {
  const owner = session.user?.id;
  if (owner === undefined || open.size === 0) return;
  const ids = [...open.keys()];
  if (document.visibilityState === 'hidden') {
    keepLeft(owner, ids, localStorage);
    return;
  }
  const left = readLeft(owner, localStorage);
  for (const [id, toast] of open) {
    if (left.includes(id)) continue;
    // Another page has done it meanwhile.
    toasts.withdraw(toast);
    open.delete(id);
  }
  forgetLeft(owner, ids, localStorage);
}

const pathOf = (id: string) => `/api/v1/downloads/${id}?purge=true`;

function ask(id: string): Promise<unknown> {
  const params = { path: { id }, query: { purge: true } };
  return answerOf(api.DELETE('/api/v1/downloads/{id}', { params }));
}

async function purge(id: string, queries: QueryClient): Promise<void> {
  try {
    await ask(id);
    await readDownloadsAnew(queries);
  } catch (error) {
    toasts.show({ text: problemWords(error).what });
  } finally {
    hidden.delete(id);
  }
}
