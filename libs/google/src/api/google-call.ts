import { AppError, delay, fullJitter, refuseInTransaction } from '@app/kernel';
import { Injectable } from '@nestjs/common';
import { OAuth2Client } from 'google-auth-library';
import { errorFromGoogle, type GoogleFailure, readGoogleFailure } from '../google-failure';
import { GoogleRateLimited, GoogleUnavailable } from '../google.errors';
import { AccessTokens } from '../oauth/access-tokens';
import { type GoogleApi, GoogleQuota } from './google-quota';

const TRIES = 4;
const BASE_MS = 500;
const CAP_MS = 8_000;
const TIMEOUT_MS = 20_000;
/** After so long without any answer nothing is tried again here: somebody may be waiting, and workers come back later. */
const MAX_SILENCE_MS = 20_000;
/** A longer pause than this is not waited for here: the caller comes back later. */
const MAX_PAUSE_MS = 15_000;

interface HttpError {
  response?: { status?: number; data?: unknown; headers?: Headers };
}

/**
 * Makes calls to Google on behalf of an account: no more than its quota allows, a fresh token after a 401, patience
 * with 429, rate limits and 5xx, and one of our own errors for everything else.
 */
@Injectable()
export class GoogleCall {
  constructor(
    private readonly tokens: AccessTokens,
    private readonly quota: GoogleQuota,
  ) {}

  async callGoogle<T>(
    api: GoogleApi,
    credentialId: number,
    call: (auth: OAuth2Client) => Promise<{ data: T }>,
    signal?: AbortSignal,
  ): Promise<T> {
    refuseInTransaction('a call to Google');
    let rejected: string | undefined;
    let silenceMs = 0;
    for (let attempt = 1; ; attempt += 1) {
      await this.quota.takeQuota(api, signal);
      let token: string | undefined;
      const askedAt = performance.now();
      try {
        token = await this.tokens.get(credentialId, rejected);
        return (await call(authorized(token, signal))).data;
      } catch (error) {
        signal?.throwIfAborted();
        const failure = failureOf(error);
        if (failure.status === undefined) silenceMs += performance.now() - askedAt;
        if (failure.status === 401 && rejected === undefined) rejected = token;
        else await pauseOrThrow(error, failure, silenceMs < MAX_SILENCE_MS ? attempt : TRIES, signal);
      }
    }
  }
}

/** @param error of the call, or of renewing the token it needs */
async function pauseOrThrow(
  error: unknown,
  failure: GoogleFailure,
  attempt: number,
  signal?: AbortSignal,
): Promise<void> {
  const coded = error instanceof AppError ? error : errorFromGoogle(failure, error);
  const transient = coded instanceof GoogleUnavailable || coded instanceof GoogleRateLimited;
  const asked = failure.retryAfterMs ?? 0;
  if (!transient || attempt >= TRIES || asked > MAX_PAUSE_MS) throw coded;
  await delay(asked + fullJitter(attempt, BASE_MS, CAP_MS), signal);
}

function failureOf(error: unknown): GoogleFailure {
  const { response } = error as HttpError;
  return readGoogleFailure(response?.status, response?.data, response?.headers?.get('retry-after'));
}

function authorized(token: string, signal?: AbortSignal): OAuth2Client {
  const client = new OAuth2Client({ transporterOptions: { timeout: TIMEOUT_MS, retry: false, signal } });
  client.setCredentials({ access_token: token });
  return client;
}
