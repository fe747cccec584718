import { clearDrafts } from '../drafts/draft-store';
import type { components } from './schema';
import { withOtherTabs } from './tabs';

type User = components['schemas']['User'];

let user = $state.raw<User | undefined>();
let hasEnded = $state(false);
let isOthers = $state(false);
let mustEnrol = $state(false);
let renewing: Promise<boolean> | undefined;
const tabs = withOtherTabs(noteOtherTab);

/** Who is signed in in this browser. The proof of it is a cookie that scripts do not see. */
export const session = {
  get user(): User | undefined {
    return user;
  },

  /** It was there and is no more: ended elsewhere, or too old. */
  get hasEnded(): boolean {
    return hasEnded;
  },

  /** Somebody else has signed in in this browser while this page showed another. */
  get isOthers(): boolean {
    return isOthers;
  },

  /** Their school wants a second factor of them before anything else. */
  get mustEnrol(): boolean {
    return mustEnrol;
  },

  begin(who: User): void {
    clearDrafts(sessionStorage, { except: who.id });
    user = who;
    hasEnded = false;
    if (who.second_factor) mustEnrol = false;
    tabs.tell(who.id);
  },

  /** Who it is, as they are now: an admin may have given them another role, another tab another name. */
  update(who: User): void {
    if (user?.id === who.id && JSON.stringify(user) !== JSON.stringify(who)) user = who;
  },

  demandEnrolment(): void {
    mustEnrol = true;
  },

  /** People who were never signed in are not told that their session ended. */
  end({ byHand = false } = {}): void {
    if (byHand) {
      hasEnded = false;
      clearDrafts(sessionStorage);
    } else if (user !== undefined) hasEnded = true;
    user = undefined;
    mustEnrol = false;
    if (byHand) tabs.tell(null);
  },

  /** The page is somebody else's from now on, and does nothing more for anybody. */
  meetOther(): void {
    if (user === undefined) return;
    user = undefined;
    mustEnrol = false;
    isOthers = true;
  },

  /** Who comes back to this tab may find that another one has changed who they are. */
  watchOthers(check: () => Promise<User>): () => void {
    const look = () => {
      if (user !== undefined && document.visibilityState === 'visible')
        void check().then(session.update, () => undefined);
    };
    document.addEventListener('visibilitychange', look);
    addEventListener('focus', look);
    return () => {
      document.removeEventListener('visibilitychange', look);
      removeEventListener('focus', look);
    };
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

  /** Work that is answered with new cookies; nobody renews the old ones meanwhile, which it ends. */
  replace<Answer>(work: () => Promise<Answer>): Promise<Answer> {
    const done = oneTabAtOnce(work);
    // Who wanted new cookies has them; if it failed, they ask for them now.
    const renewed = done
      .then(() => true, renew)
      .finally(() => {
        if (renewing === renewed) renewing = undefined;
      });
    renewing = renewed;
    // Whoever waits for it is told.
    renewed.catch(() => undefined);
    return done;
  },
};

/** @param id of who signed in there; null: whoever it was signed out */
function noteOtherTab(id: string | null): void {
  if (user === undefined || user.id === id) return;
  if (id === null) {
    clearDrafts(sessionStorage);
    session.end();
  } else session.meetOther();
}

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
