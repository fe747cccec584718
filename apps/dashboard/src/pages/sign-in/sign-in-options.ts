import { answerOf, api } from '../../api/client';

/** How people of a school may sign in and get an account. Without an answer the page offers the password alone. */
export function signInOptions(tenant_id: string | undefined) {
  const query = tenant_id === undefined ? {} : { tenant_id };
  return {
    queryKey: ['sign-in-options', tenant_id ?? ''],
    queryFn: () => answerOf(api.GET('/api/v1/auth/sign-in-options', { params: { query } })),
  };
}

/** Leads to Google, and back to an address of this service. */
export function googleAddress(returnTo: string, tenant: string | undefined): string {
  const query = new URLSearchParams({
    ...(tenant === undefined ? {} : { tenant_id: tenant }),
    return_to: returnTo,
  });
  return `/auth/google/sign-in?${query.toString()}`;
}
