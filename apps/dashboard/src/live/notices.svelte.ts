import type { DashboardState } from './dashboard-state';
import { live } from './live.svelte';

export type NoticeToAll = DashboardState['notices'][number];

const KEPT = 50;
let closed = $state.raw<readonly string[]>(remembered());

/** What admins tell everybody, while it holds. */
export const notices = {
  /** The newest first; undefined: not heard yet. */
  get all(): NoticeToAll[] | undefined {
    return live.state?.notices;
  },

  /** Those that were not closed in this browser. */
  get open(): NoticeToAll[] {
    return (live.state?.notices ?? []).filter(({ id }) => !closed.includes(id));
  },

  close(id: string): void {
    closed = [...closed, id].slice(-KEPT);
    try {
      localStorage.setItem('closed-notices', JSON.stringify(closed));
    } catch {
      // It holds until the page is closed.
    }
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
