/** libuv takes no more. */
const MAX_THREADS = 1024;
/** For flushes, copies and hashes, for the checks of disks, and for the names that are looked up meanwhile. */
const SPARE_THREADS = 22;
const DEFAULT_SLOTS = 10;

/**
 * How many threads libuv needs for files and names: every download may hold one for as long as the disk takes.
 * @param slots MAX_CONCURRENT_DOWNLOADS, which is validated later
 */
export function threadsFor(slots: string | undefined): number {
  const count = Math.trunc(Number(slots));
  return Math.min(MAX_THREADS, (count > 0 ? count : DEFAULT_SLOTS) + SPARE_THREADS);
}
