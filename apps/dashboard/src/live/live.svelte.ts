import type { LiveUpdate } from '@app/liveclient';
import { type DashboardState, foldRows, type LiveRow, MAX_TOLD, withoutEnded } from './dashboard-state';
import { follow } from './follow';

/** Away for so long, a lost connection is told; shorter ones nobody needs to know of. */
const PATIENCE_MS = 4000;
const KEPT_MS = 6000;

let state = $state.raw<DashboardState | undefined>();
let rows = $state.raw<LiveRow[]>([]);
let heardAt = $state<Date | undefined>();
let isLost = $state(false);
let isOffline = $state(!navigator.onLine);
let held = false;
const listeners = new Set<(ended: LiveRow) => void>();

addEventListener('online', () => (isOffline = false));
addEventListener('offline', () => (isOffline = true));

/** What the server tells while the page is open. Values change; places do not. */
export const live = {
  get state(): DashboardState | undefined {
    return state;
  },
  get rows(): LiveRow[] {
    return rows;
  },
  /** How many run that are not among the rows: only so many are told. */
  get unlisted(): number {
    const { downloads_in_progress: running, queue_stats: queue } = state ?? {};
    return Math.max(0, (queue?.downloading ?? 0) - (running?.length ?? 0));
  },
  /** What has moved when it is another one; undefined until something was told. */
  get moves(): string | undefined {
    if (state === undefined) return undefined;
    const { pending, downloading, completed, failed, cancelled } = state.queue_stats;
    return [pending, downloading, completed, failed, cancelled].join();
  },
  /** When something was heard last. */
  get heardAt(): Date | undefined {
    return heardAt;
  },
  get isAway(): boolean {
    return isOffline || isLost;
  },

  /** While a pointer or the focus is in the list, nothing leaves it. */
  hold(isHeld: boolean): void {
    held = isHeld;
  },

  /** Told of every download that is no longer among those that run. */
  onEnded(listener: (ended: LiveRow) => void): () => void {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },

  /** Watches until the session ends or the function that it answers is called. */
  start(): () => void {
    const stop = new AbortController();
    void followDashboard(stop.signal);
    const sweep = setInterval(() => {
      if (!held && rows.length > 0) rows = withoutEnded(rows, Date.now(), KEPT_MS);
    }, 1000);
    return () => {
      clearInterval(sweep);
      stop.abort();
      state = undefined;
      rows = [];
    };
  },
};

async function followDashboard(signal: AbortSignal): Promise<void> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const onUpdate = ({ data }: LiveUpdate<'dashboard'>) => {
    clearTimeout(timer);
    timer = undefined;
    isLost = false;
    heardAt = new Date();
    take(data);
  };
  const onLost = () => {
    timer ??= setTimeout(() => (isLost = true), PATIENCE_MS);
  };
  await follow({ kind: 'dashboard' }, { signal, onUpdate, onLost });
  clearTimeout(timer);
}

function take(next: DashboardState): void {
  const before = new Set(rows.filter(({ endedAt }) => endedAt === undefined).map(({ id }) => id));
  const running = next.downloads_in_progress;
  const isPart = running.length >= MAX_TOLD;
  rows = foldRows(rows, running, { now: Date.now(), isPart });
  state = next;
  for (const row of rows) {
    if (row.endedAt !== undefined && before.has(row.id)) for (const listener of listeners) listener(row);
  }
}
