import { AppError } from '@app/kernel';
import type { FastifyInstance } from 'fastify';
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
export function refuseSecretsInAddresses(fastify: FastifyInstance): void {
  fastify.addHook('onRequest', async ({ raw }, reply) => {
    if (API_KEY.test(decoded(raw.url ?? ''))) return sendProblem(reply, new SecretInAddress(), '/');
    return undefined;
  });
}

function decoded(url: string): string {
  try {
    return decodeURIComponent(url);
  } catch {
    return url;
  }
}
