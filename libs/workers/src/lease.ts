/**
 * A run gives a sign of life every HEARTBEAT_MS. One that could not for STOP_MS stops by itself; only later, after LEASE_MS,
 * may others take its row, so that two never fetch at once. Eight seconds of a database that is full or fails over cost no run.
 */
export const HEARTBEAT_MS = 2_000;
export const STOP_MS = 13_000;
export const LEASE_MS = 16_000;
