import type { components } from './schema';

type User = components['schemas']['User'];

let user = $state.raw<User | undefined>();
let hasEnded = $state(false);
let renewing: Promise<boolean> | undefined;

/** Who is signed in in this browser. The proof of it is a cookie that scripts do not see. */
export const session = {
  get user(): User | undefined {
    return user;
  },

  /** It was there and is no more: ended elsewhere, or too old. */
  get hasEnded(): boolean {
    return hasEnded;
  },

  begin(who: User): void {
    user = who;
    hasEnded = false;
  },

  /** People who were never signed in are not told that their session ended. */
  end({ byHand = false } = {}): void {
    hasEnded = !byHand && user !== undefined;
    user = undefined;
  },

  /**
   * New cookies for the old ones, once for all that ask at the same time. False: the session is over.
   * @throws when that cannot be known now
   */
  renew(): Promise<boolean> {
    renewing ??= oneTabAtOnce(renew).finally(() => {
      renewing = undefined;
    });
    return renewing;
  },
};

async function renew(): Promise<boolean> {
  const answer = await fetch('/api/v1/auth/refresh', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: '{}',
  });
  // Another tab was faster: its cookies are ours.
  if (answer.ok || answer.status === 409) return true;
  if (answer.status === 401 || answer.status === 403) return false;
  throw new Error(`no new session for the moment: ${String(answer.status)}`);
}

/** A token that is sent twice looks stolen. Browsers have locks on https and localhost only. */
function oneTabAtOnce<Answer>(work: () => Promise<Answer>): Promise<Answer> {
  return 'locks' in navigator ? navigator.locks.request('renew-session', work) : work();
}
