import { AppError } from '@app/kernel';

export interface FieldError {
  field: string;
  message: string;
}

/** Every wrong field is named. */
export class RequestInvalid extends AppError {
  constructor(errors: FieldError[]) {
    super('request.invalid', `Not right: ${errors.map(({ field }) => field).join(', ')}.`, {
      details: { errors },
    });
  }
}

export class IdempotencyConflict extends AppError {
  constructor() {
    super('idempotency.conflict', 'This Idempotency-Key was used for another request within the last day.', {
      hint: 'Use a new key for a new request.',
    });
  }
}

export class IdempotencyInProgress extends AppError {
  constructor() {
    super('idempotency.in-progress', 'The first request with this Idempotency-Key has not ended yet.', {
      hint: 'Try again in a moment; the answer will be the same.',
    });
  }
}

export class AddressNotFound extends AppError {
  constructor() {
    super('request.not-found', 'There is nothing at this address.');
  }
}

export class CrossSiteRefused extends AppError {
  constructor() {
    super('request.cross-site', 'A page of another site may not do this with your session.', {
      hint: 'Do it from a page of this service, or send the token in “Authorization” instead of a cookie.',
    });
  }
}
