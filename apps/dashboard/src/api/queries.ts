import { QueryClient } from '@tanstack/svelte-query';
import { mayPass } from './problems';

/** What pages have been told, kept while they are open. What may pass is asked for again, twice. */
export function newQueries(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 10_000,
        retry: (failures, error) => failures < 2 && mayPass(error),
        refetchOnWindowFocus: true,
        // Else what nobody had read when it came is never told to who reads it later, such as behind an {#if}.
        notifyOnChangeProps: 'all',
      },
    },
  });
}
