import type { Server } from 'node:http';

const SECOND = 1_000;
/** How long requests that are under way may take once the process is told to end. */
export const SHUTDOWN_GRACE_MS = 5 * SECOND;

/**
 * How long a client may take, for both HTTP servers of ours, as Fastify takes it. A request has to arrive within
 * `requestTimeout`, its headers within `headersTimeout`; the answer may take as long as its reader reads.
 */
export const SERVER_LIMITS = {
  requestTimeout: 15 * SECOND,
  /** Neither side moved a byte. */
  connectionTimeout: 120 * SECOND,
  /** Longer than the 60 seconds for which proxies keep a connection, so that they end it and not we under their hands. */
  keepAliveTimeout: 72 * SECOND,
  http: {
    headersTimeout: 10 * SECOND,
    connectionsCheckingInterval: 2 * SECOND,
  },
};

/** Ends what is still open a while after the server began to close: a half-sent body must not keep a process alive. */
export function closeConnectionsAfterGrace(server: Server, graceMs = SHUTDOWN_GRACE_MS): void {
  setTimeout(() => {
    server.closeAllConnections();
  }, graceMs).unref();
}
