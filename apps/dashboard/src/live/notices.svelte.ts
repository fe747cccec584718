import type { LiveUpdate } from '@app/liveclient';
import { follow } from './follow';

export type NoticeToAll = LiveUpdate<'general'>['data']['notices'][number];

const KEPT = 50;
let all = $state.raw<NoticeToAll[] | undefined>();
let closed = $state.raw<readonly string[]>(remembered());

/** What admins tell everybody, while it holds. */
export const notices = {
  /** The newest first; undefined: not heard yet. */
  get all(): NoticeToAll[] | undefined {
    return all;
  },

  /** Those that were not closed in this browser. */
  get open(): NoticeToAll[] {
    return (all ?? []).filter(({ id }) => !closed.includes(id));
  },

  close(id: string): void {
    closed = [...closed, id].slice(-KEPT);
    try {
      localStorage.setItem('closed-notices', JSON.stringify(closed));
    } catch {
      // It holds until the page is closed.
    }
  },

  /** Watches until the session ends or the function that it answers is called. */
  start(): () => void {
    const stop = new AbortController();
    const onUpdate = ({ data }: LiveUpdate<'general'>) => (all = data.notices);
    void follow({ kind: 'general' }, { signal: stop.signal, onUpdate, onLost: () => undefined });
    return () => {
      stop.abort();
      all = undefined;
    };
  },
};

function remembered(): string[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem('closed-notices') ?? '[]');
    return Array.isArray(kept) ? kept.filter((id) => typeof id === 'string') : [];
  } catch {
    return [];
  }
}
