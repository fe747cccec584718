import { AppError } from '@app/kernel';
import type { RateStanding } from '@app/limits';

/** `retry_after` becomes the header of that name. */
export class TooManyRequests extends AppError {
  constructor({ policy, resetSeconds }: RateStanding) {
    super('request.too-many', `More than ${String(policy.limit)} requests a minute are too many.`, {
      hint: `Try again in ${String(resetSeconds)} seconds.`,
      details: { policy: policy.name, limit: policy.limit, retry_after: resetSeconds },
    });
  }
}

export class AddressBlocked extends AppError {
  constructor(until: Date, now: Date) {
    const seconds = Math.max(1, Math.ceil((until.getTime() - now.getTime()) / 1000));
    super('request.address-blocked', 'Too many requests from your network address were refused.', {
      hint: `It is let in again at ${until.toISOString()}; an administrator of the installation can do so earlier.`,
      details: { until, retry_after: seconds },
    });
  }
}

export class BlockNotFound extends AppError {
  constructor(address: string) {
    super('block.not-found', `The address ${address} is not blocked.`);
  }
}

/** Without a count, passwords could be tried without end. */
export class SignInPaused extends AppError {
  constructor() {
    super('service.unavailable', 'Signing in is not possible at the moment.', {
      hint: 'Try again in a few seconds. Who is signed in already can go on.',
    });
  }
}
