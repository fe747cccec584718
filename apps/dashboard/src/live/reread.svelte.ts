const SETTLE_MS = 400;
const PAUSE_MS = 2500;

/**
 * Reads anew when what is told live has moved: once for several changes, and not too often.
 * @param key what of it counts; undefined while nothing was told
 */
export function rereadWhenMoved(key: () => string | undefined, read: () => unknown): void {
  let known: string | undefined;
  let readAt = 0;
  $effect(() => {
    const next = key();
    known ??= next;
    if (next === known) return undefined;
    const timer = setTimeout(
      () => {
        known = next;
        readAt = Date.now();
        void read();
      },
      Math.max(SETTLE_MS, readAt + PAUSE_MS - Date.now()),
    );
    return () => clearTimeout(timer);
  });
}
