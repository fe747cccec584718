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

  /** New cookies for the old ones, once for all that ask at the same time. False: the session is over. */
  renew(): Promise<boolean> {
    renewing ??= renew().finally(() => {
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
  return answer.ok || answer.status === 409;
}
