import type { FastifyRequest } from 'fastify';
import { API_PREFIX } from './bare-paths';

/** The one-time ticket in the address of a WebSocket; elsewhere a parameter of that name means nothing. */
export function ticketIn({ query, routeOptions }: FastifyRequest): string | undefined {
  if (routeOptions.url?.startsWith(`${API_PREFIX}/ws/`) !== true) return undefined;
  const { ticket } = (query ?? {}) as { ticket?: unknown };
  return typeof ticket === 'string' && ticket !== '' ? ticket : undefined;
}
