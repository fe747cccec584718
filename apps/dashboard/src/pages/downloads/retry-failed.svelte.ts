import { createMutation, useQueryClient } from '@tanstack/svelte-query';
import { answerOf, api } from '../../api/client';
import { problemWords } from '../../components/problem-words';
import { t } from '../../i18n/language.svelte';
import { toasts } from '../../shell/toasts.svelte';

/** Tries all that has failed again, and tells how many. For a component that is being set up. */
export function createRetryFailed() {
  const queries = useQueryClient();
  return createMutation(() => ({
    mutationFn: () => answerOf(api.POST('/api/v1/downloads/retry-failed')),
    onSuccess: ({ retried }) => {
      toasts.show({ text: t('downloads.retried', { n: retried }) });
      void queries.invalidateQueries({ queryKey: ['downloads'] });
    },
    onError: (error) => toasts.show({ text: problemWords(error).what }),
  }));
}
