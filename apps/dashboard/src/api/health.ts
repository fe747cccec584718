import { answerOf, api, type Schemas } from './client';

export type Health = Schemas['Health'];
/** What every part tells, and facts of its own. */
export type ComponentHealth = Pick<Schemas['ServerHealth'], 'status' | 'ms' | 'detail'> &
  Record<string, unknown>;
export type Part = keyof Schemas['Components'];

/** How the installation is. 503 is an answer, too: it says what is down. @throws ApiError */
async function readHealth(): Promise<Health> {
  const asked = await api.GET('/api/v1/health').catch(() => undefined);
  if (asked?.error !== undefined && isHealth(asked.error)) return asked.error;
  return answerOf(asked === undefined ? Promise.reject(new Error('no answer')) : Promise.resolve(asked));
}

function isHealth(body: object): body is Health {
  return !('code' in body);
}

/** Asked for by every page that tells of it, once for all of them. */
export function healthQuery() {
  return { queryKey: ['health'], queryFn: readHealth, refetchInterval: 30_000 };
}
