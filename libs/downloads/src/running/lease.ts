/**
 * A run gives a sign of life every BEAT_MS. One that could not for STOP_MS stops by itself; only later, after LEASE_MS,
 * may others take its row, so that two never fetch at once.
 */
export const BEAT_MS = 3_000;
export const STOP_MS = 9_000;
export const LEASE_MS = 12_000;
