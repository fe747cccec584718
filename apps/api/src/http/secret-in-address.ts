import { AppError } from '@app/kernel';
import type { FastifyInstance } from 'fastify';
import type { AccessRecord } from './access-record';
import { sendProblem } from './problem';

/** An API key, also when every character of it is percent-encoded. */
const API_KEY = /cdl_[\w-]{16,}/i;

class SecretInAddress extends AppError {
  constructor() {
    super('request.secret-in-address', 'The address of this request holds an API key.', {
      hint: 'Addresses end up in logs: revoke this key, make a new one and send it as “Authorization: Bearer …”.',
    });
  }
}

/** Refuses a key in the path or the query before anything else could write the address down. */
export function refuseSecretsInAddresses(fastify: FastifyInstance, trail: AccessRecord): void {
  fastify.addHook('onRequest', async (request, reply) => {
    if (!API_KEY.test(decoded(request.originalUrl))) return undefined;
    const error = new SecretInAddress();
    await trail.refused(request, error);
    return sendProblem(reply, error, '/');
  });
}

function decoded(url: string): string {
  try {
    return decodeURIComponent(url);
  } catch {
    return url;
  }
}
