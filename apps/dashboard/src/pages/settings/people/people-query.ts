export const SHOWS = ['all', 'admins', 'invitations', 'inactive', 'email'] as const;
export type Show = (typeof SHOWS)[number];
export const PAGE_SIZE = 25;

export interface PeopleQuery {
  show: Show;
  q: string;
  page: number;
  /** The person whose row is open. */
  person: string | undefined;
}

/** What the address asks to see; what it says wrongly is left out. */
export function peopleQueryOf(query: URLSearchParams): PeopleQuery {
  return {
    show: SHOWS.find((show) => show === query.get('show')) ?? 'all',
    q: query.get('q')?.trim() ?? '',
    page: Math.max(1, Math.min(10_000, Number.parseInt(query.get('page') ?? '1', 10) || 1)),
    person: query.get('person') ?? undefined,
  };
}

interface ListUsers {
  limit: number;
  offset: number;
  tenant_id: string;
  q?: string;
  administers?: boolean;
  is_active?: boolean;
  email_unconfirmed?: boolean;
}

/** The same for the API: of the own school, also for who may see all of them. */
export function listUsersOf({ show, q, page }: Omit<PeopleQuery, 'person'>, tenant_id: string): ListUsers {
  return {
    limit: PAGE_SIZE,
    offset: (page - 1) * PAGE_SIZE,
    tenant_id,
    ...(q === '' ? {} : { q }),
    ...(show === 'admins' ? { administers: true } : {}),
    ...(show === 'inactive' ? { is_active: false } : {}),
    ...(show === 'email' ? { email_unconfirmed: true } : {}),
  };
}
