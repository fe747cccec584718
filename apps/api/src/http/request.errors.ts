import { AppError } from '@app/kernel';
import type { FieldCode } from './field-codes';

export interface FieldError {
  field: string;
  message: string;
  /** What of it is wrong, by which people are told in their language; without one, how it is written. */
  code?: FieldCode;
  /** What it may have at least or at most. */
  limit?: number;
}

const MAX_ERRORS = 20;
const MAX_FIELD_LENGTH = 100;
const MAX_MESSAGE_LENGTH = 300;

/** Names the wrong fields, up to 20 of them. Field names are the caller's: an answer repeats none at full length. */
export class RequestInvalid extends AppError {
  constructor(wrong: FieldError[]) {
    const errors = wrong.slice(0, MAX_ERRORS).map(({ field, message, code = 'format', limit }) => ({
      field: shortened(field, MAX_FIELD_LENGTH),
      message: shortened(message, MAX_MESSAGE_LENGTH),
      code,
      ...(limit === undefined ? {} : { limit }),
    }));
    const more = wrong.length > MAX_ERRORS ? ` and ${String(wrong.length - MAX_ERRORS)} more` : '';
    const fields = [...new Set(errors.map(({ field }) => field))].join(', ');
    super('request.invalid', `Check these fields: ${fields}${more}.`, { details: { errors } });
  }
}

function shortened(text: string, length: number): string {
  return text.length > length ? `${text.slice(0, length)}…` : text;
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

/** A page still shows one person while another has signed in in the same browser. */
export class OtherUser extends AppError {
  constructor() {
    super('auth.other-user', 'Somebody else has signed in in this browser meanwhile.', {
      hint: 'Reload the page.',
    });
  }
}

export class AddressNotFound extends AppError {
  constructor() {
    super('request.not-found', 'There is nothing at this address.');
  }
}

export class RangeNotSatisfiable extends AppError {
  constructor(sizeBytes: number) {
    super(
      'request.range-not-satisfiable',
      `The file has ${String(sizeBytes)} bytes; this part is not among them.`,
    );
  }
}

export class CrossSiteRefused extends AppError {
  constructor() {
    super('request.cross-site', 'A page of another site may not do this with your session.', {
      hint: 'Do it from a page of this service, or send the token in “Authorization” instead of a cookie.',
    });
  }
}
