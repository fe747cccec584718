import { answerOf, api, type Schemas } from '../../../api/client';
import { session } from '../../../api/session.svelte';
import { listUsersOf, type PeopleQuery } from './people-query';

export type Person = Schemas['ManagedUser'];

const ownTenant = () => session.user?.tenant_id ?? '';

export function listPeople(query: Omit<PeopleQuery, 'person'>): Promise<Schemas['UserList']> {
  return answerOf(api.GET('/api/v1/auth/users', { params: { query: listUsersOf(query, ownTenant()) } }));
}

export interface PeopleCounts {
  all: number;
  admins: number;
  inactive: number;
  email: number;
}

export async function countPeople(): Promise<PeopleCounts> {
  const count = async (show: keyof PeopleCounts) => {
    const query = { ...listUsersOf({ show, q: '', page: 1 }, ownTenant()), limit: 1 };
    return (await answerOf(api.GET('/api/v1/auth/users', { params: { query } }))).total;
  };
  const [all, admins, inactive, email] = await Promise.all([
    count('all'),
    count('admins'),
    count('inactive'),
    count('email'),
  ]);
  return { all, admins, inactive, email };
}

/** Those of the own school that nobody has used, also where they have expired. */
export async function listUnusedInvitations(): Promise<Schemas['Invitation'][]> {
  const all: Schemas['Invitation'][] = [];
  for (let total = 1; all.length < total;) {
    const query = { used: false, tenant_id: ownTenant(), limit: 500, offset: all.length };
    const page = await answerOf(api.GET('/api/v1/auth/invitations', { params: { query } }));
    if (page.invitations.length === 0) break;
    all.push(...page.invitations);
    ({ total } = page);
  }
  return all;
}

export function isOver({ expires_at: at }: Schemas['Invitation']): boolean {
  return Date.parse(at) < Date.now();
}

export function changePerson(id: string, body: Schemas['UpdateUser']): Promise<Person> {
  return answerOf(api.PUT('/api/v1/auth/users/{id}', { params: { path: { id } }, body }));
}

/** What the people of the school are called, by id. More than these are told by their user names. */
export async function listNames(): Promise<Map<string, string>> {
  const query = { limit: 500, tenant_id: ownTenant() };
  const { users } = await answerOf(api.GET('/api/v1/auth/users', { params: { query } }));
  return new Map(users.map(({ id, full_name: name, username }) => [id, name || username]));
}
