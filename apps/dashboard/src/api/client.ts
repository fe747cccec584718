import createClient from 'openapi-fetch';
import { language } from '../i18n/language.svelte';
import { ApiError, type Problem } from './problems';
import { session } from './session.svelte';
import type { components, paths } from './schema';

export type Schemas = components['schemas'];
export type Download = Schemas['Download'];
export type User = Schemas['User'];

/** The API with the cookie of this browser, which no script can read. An expired one is renewed once, in between. */
export const api = createClient<paths>({ baseUrl: location.origin, fetch: askTwice });

async function askTwice(request: Request): Promise<Response> {
  // The one of the page, which need not be the browser's.
  request.headers.set('accept-language', language.now);
  // Tabs share their cookies: what is asked for one person is not answered as another.
  if (session.user) request.headers.set('x-expected-user', session.user.id);
  const again = request.clone();
  const answer = await fetch(request);
  if (answer.status !== 401 || bringsCookies(request.url)) return answer;
  if (await session.renew()) return fetch(again);
  session.end();
  return answer;
}

function bringsCookies(url: string): boolean {
  return /\/auth\/(login|refresh|change-password|second-factor\/verify)$/.test(new URL(url).pathname);
}

interface Answer<Data> {
  data?: Data;
  error?: unknown;
  response: Response;
}

/** What was asked for. @throws ApiError */
export async function answerOf<Data>(asked: Promise<Answer<Data>>): Promise<Data> {
  const answer = await asked.catch(() => undefined);
  if (answer === undefined) throw new ApiError(undefined);
  if (answer.response.ok) return answer.data as Data;
  const problem = problemIn(answer);
  if (problem?.code === 'auth.other-user') session.meetOther();
  if (problem?.code === 'auth.second-factor-enrolment-required') session.demandEnrolment();
  throw new ApiError(problem);
}

function problemIn({ error, response }: Answer<unknown>): Problem | undefined {
  if (typeof error === 'object' && error !== null && 'code' in error) return error as Problem;
  // A proxy in between answers for a server that is away.
  return response.status >= 500 ? undefined : ({ code: 'internal', status: response.status } as Problem);
}
