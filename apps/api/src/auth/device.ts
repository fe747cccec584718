import type { Device } from '@app/auth';
import type { FastifyRequest } from 'fastify';

/** Where a person signs in from. */
export function deviceOf({ ip, headers }: FastifyRequest): Device {
  return { ip, userAgent: headers['user-agent'] };
}
