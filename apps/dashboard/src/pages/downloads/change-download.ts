import type { QueryClient } from '@tanstack/svelte-query';
import { answerOf, api, type Download } from '../../api/client';
import { problemWords } from '../../components/problem-words';
import { hrefOf } from '../../routing/router.svelte';
import { toasts } from '../../shell/toasts.svelte';

/** Wherever they are listed: those of a class stand in its batch, too. */
export async function readDownloadsAnew(queries: QueryClient): Promise<void> {
  await Promise.all(['downloads', 'batches'].map((key) => queries.invalidateQueries({ queryKey: [key] })));
}

/** Asks the server, and shows what it made of it: the list anew, or why not. */
async function change(queries: QueryClient, asked: Promise<unknown>): Promise<void> {
  try {
    await asked;
    await readDownloadsAnew(queries);
  } catch (error) {
    toasts.show({ text: problemWords(error).what });
  }
}

const at = (id: string) => ({ params: { path: { id } } });

export function retryDownload(id: string, queries: QueryClient): Promise<void> {
  return change(queries, answerOf(api.POST('/api/v1/downloads/{id}/retry', at(id))));
}

export function cancelDownload(id: string, queries: QueryClient): Promise<void> {
  return change(queries, answerOf(api.DELETE('/api/v1/downloads/{id}', at(id))));
}

/** What is on its way is cancelled first: one press does one thing. */
export function mayDelete({ actions }: Pick<Download, 'actions'>): boolean {
  return actions.includes('delete') && !actions.includes('cancel');
}

/** Where others find it: the video, once it is there. */
export function linkTo({ id, status }: Pick<Download, 'id' | 'status'>): string {
  const path = status === 'completed' ? `/watch/${id}` : `/downloads/${id}`;
  return new URL(hrefOf(path), location.origin).href;
}
