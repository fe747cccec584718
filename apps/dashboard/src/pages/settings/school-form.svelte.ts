import { createMutation, createQuery, useQueryClient } from '@tanstack/svelte-query';
import { answerOf, api, type Schemas } from '../../api/client';
import { t } from '../../i18n/language.svelte';
import { toasts } from '../../shell/toasts.svelte';

/** What a form that changes it is given. */
export interface SchoolFormProps {
  school: Schemas['Tenant'];
  isBusy: boolean;
  error: unknown;
  save: (body: Schemas['UpdateTenant']) => void;
}

/** The own school as it is, and how it is changed: what several sections of the settings are about. */
export function ownSchool() {
  const queries = useQueryClient();
  const school = createQuery(() => ({
    queryKey: ['tenant'],
    queryFn: () => answerOf(api.GET('/api/v1/tenant')),
    // A form is being filled in: it does not change under the hand.
    refetchOnWindowFocus: false,
  }));
  const save = createMutation(() => ({
    mutationFn: (body: Schemas['UpdateTenant']) => answerOf(api.PUT('/api/v1/tenant', { body })),
    onSuccess: (next: Schemas['Tenant']) => {
      queries.setQueryData(['tenant'], next);
      toasts.show({ text: t('policy.saved') });
    },
  }));
  return { school, save };
}
