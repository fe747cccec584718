import type { Device } from '@app/auth';
import type { FastifyRequest } from 'fastify';
import { DEVICE_COOKIE } from '../http/session-cookie';

/** Where a person signs in from. */
export function deviceOf({ ip, headers, cookies }: FastifyRequest): Device {
  return { ip, userAgent: headers['user-agent'], token: cookies[DEVICE_COOKIE] };
}
