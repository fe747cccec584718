import { AppConfig } from '@app/config';
import { delay } from '@app/kernel';
import { RateLimits, type RatePolicy } from '@app/limits';
import { Injectable } from '@nestjs/common';
import { GoogleRateLimited } from '../google.errors';

export type GoogleApi = 'classroom' | 'drive';

/** Evenly over the minute: Google counts it by minutes of its own. */
const WINDOW_SECONDS = 1;
const MAX_WAIT_MS = 60_000;
const COME_BACK_MS = 30_000;

/** Google counts the requests of the whole project: over all processes no more are made a minute than it allows. */
@Injectable()
export class GoogleQuota {
  private readonly policies: Record<GoogleApi, RatePolicy>;

  constructor(
    private readonly limits: RateLimits,
    config: AppConfig,
  ) {
    const { classroomPerMinute, drivePerMinute } = config.google;
    this.policies = {
      classroom: policyOf('classroom', classroomPerMinute),
      drive: policyOf('drive', drivePerMinute),
    };
  }

  /** Waits until a request may be made; without Redis Google itself is left to count. @throws GoogleRateLimited */
  async takeQuota(api: GoogleApi, signal?: AbortSignal): Promise<void> {
    const until = performance.now() + MAX_WAIT_MS;
    while ((await this.limits.consume(this.policies[api], 'all'))?.isOver) {
      if (performance.now() > until) throw new GoogleRateLimited(COME_BACK_MS);
      // Not all at once when the next second begins.
      await delay(1_000 * (0.2 + Math.random()), signal);
    }
  }
}

function policyOf(api: GoogleApi, perMinute: number): RatePolicy {
  const limit = Math.max(1, Math.floor((perMinute / 60) * WINDOW_SECONDS));
  return { name: `google-${api}`, limit, windowSeconds: WINDOW_SECONDS };
}
