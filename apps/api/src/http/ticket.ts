import type { FastifyRequest } from 'fastify';

/** The one-time ticket in the address of a WebSocket. */
export function ticketIn({ query }: FastifyRequest): string | undefined {
  const { ticket } = (query ?? {}) as { ticket?: unknown };
  return typeof ticket === 'string' && ticket !== '' ? ticket : undefined;
}
