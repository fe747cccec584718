import type { Device } from '@app/auth';
import type { FastifyRequest } from 'fastify';
import { deviceTokenOf } from '../http/session-cookie';

/** Where a person signs in from. */
export function deviceOf(request: FastifyRequest): Device {
  const { ip, headers } = request;
  return { ip, userAgent: headers['user-agent'], token: deviceTokenOf(request) };
}
