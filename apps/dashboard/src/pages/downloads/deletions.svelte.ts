import type { QueryClient } from '@tanstack/svelte-query';
import { SvelteSet } from 'svelte/reactivity';
import { answerOf, api } from '../../api/client';
import { problemWords } from '../../components/problem-words';
import { t } from '../../i18n/language.svelte';
import { toasts } from '../../shell/toasts.svelte';
import { readDownloadsAnew } from './change-download';

const hidden = new SvelteSet<string>();

/** Gone for the eye; the server is asked once nobody can undo it any more. */
export function hiddenWhileUndone(id: string): boolean {
  return hidden.has(id);
}

export function deleteWithUndo(id: string, queries: QueryClient): void {
  hidden.add(id);
  const onLeave = () => {
    // The page goes away: what was said is done now.
    void fetch(`/api/v1/downloads/${id}?purge=true`, { method: 'DELETE', keepalive: true });
  };
  addEventListener('pagehide', onLeave);
  toasts.show({
    text: t('download.deleted'),
    action: {
      name: t('download.undo'),
      run: () => {
        removeEventListener('pagehide', onLeave);
        hidden.delete(id);
      },
    },
    gone: () => {
      removeEventListener('pagehide', onLeave);
      return purge(id, queries);
    },
  });
}

async function purge(id: string, queries: QueryClient): Promise<void> {
  const params = { path: { id }, query: { purge: true } };
  try {
    await answerOf(api.DELETE('/api/v1/downloads/{id}', { params }));
    await readDownloadsAnew(queries);
  } catch (error) {
    toasts.show({ text: problemWords(error).what });
  } finally {
    hidden.delete(id);
  }
}
