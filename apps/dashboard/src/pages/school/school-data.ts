import { answerOf, api, type Schemas } from '../../api/client';
import { session } from '../../api/session.svelte';

type Account = Schemas['Credential'];

export interface BrokenAccount {
  account: Account;
  /** Who connected it, and alone can connect it again; undefined: a key did. */
  owner: { name: string; isSelf: boolean } | undefined;
}

const PAGE_SIZE = 500;

/** So many are shown; each one's owner is asked for by itself. */
const MAX_SHOWN = 20;

/** The Google accounts of the school whose permission has ended, with the people who can give it again. */
export async function listBrokenAccounts(): Promise<{ total: number; shown: BrokenAccount[] }> {
  const broken = (await listAllAccounts()).filter(({ status }) => status === 'needs_reconsent');
  const shown = broken
    .slice(0, MAX_SHOWN)
    .map(async (account) => ({ account, owner: await ownerOf(account) }));
  return { total: broken.length, shown: await Promise.all(shown) };
}

export async function listAllAccounts(): Promise<Account[]> {
  const all: Account[] = [];
  for (let total = 1; all.length < total;) {
    const query = { limit: PAGE_SIZE, offset: all.length };
    const page = await answerOf(api.GET('/api/v1/credentials', { params: { query } }));
    if (page.credentials.length === 0) break;
    all.push(...page.credentials);
    ({ total } = page);
  }
  return all;
}

async function ownerOf({ owner_user_id: id, email }: Account): Promise<BrokenAccount['owner']> {
  if (id === null) return undefined;
  const asked = answerOf(api.GET('/api/v1/auth/users/{id}', { params: { path: { id } } }));
  const { full_name: name, username } = await asked.catch(() => ({ full_name: '', username: email ?? '' }));
  return { name: name || username, isSelf: id === session.user?.id };
}

/** The newest that failed: enough to say why most of them did. */
export const LATEST_FAILED = 200;

export function listFailed(): Promise<Schemas['DownloadList']> {
  const query = { status: 'failed', sort: '-updated_at', limit: LATEST_FAILED } as const;
  return answerOf(api.GET('/api/v1/downloads', { params: { query } }));
}

/** Of the own school, also for who may see all of them. */
export async function countUnconfirmed(): Promise<number> {
  const tenant_id = session.user?.tenant_id ?? '';
  const query = { email_unconfirmed: true, tenant_id, limit: 1 };
  return (await answerOf(api.GET('/api/v1/auth/users', { params: { query } }))).total;
}

export async function listOwnLockouts(): Promise<Schemas['Lockout'][]> {
  const answer = await answerOf(
    api.GET('/api/v1/security/lockouts', { params: { query: { limit: PAGE_SIZE } } }),
  );
  return answer.lockouts.filter(({ tenant_id }) => tenant_id === session.user?.tenant_id);
}
