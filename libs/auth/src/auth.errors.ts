import { AppError } from '@app/kernel';

export class Unauthenticated extends AppError {
  constructor(message = 'Sign in, or send an API key.') {
    super('request.unauthenticated', message, {
      hint: 'Send “Authorization: Bearer …” with a token from POST /auth/login or an API key.',
    });
  }
}

/** What was sent was never ours, or is not any more. Who sends many of them is guessing. */
export class WrongCredential extends Unauthenticated {
  constructor() {
    super('The token or API key is not valid, or not any more.');
  }
}

/** A token of ours whose time is over: an open page goes on asking, which is no guessing. */
export class SessionEnded extends Unauthenticated {
  constructor() {
    super('The session has ended. Sign in again.');
  }
}

/** Only who has the key learns what became of it. */
export class ApiKeyEnded extends AppError {
  constructor(
    readonly key: { id: string; tenantId: string; name: string },
    how: 'revoked' | 'expired',
    at: Date,
  ) {
    super(
      'request.unauthenticated',
      `This API key was ${how === 'revoked' ? 'revoked' : 'valid until'} ${at.toISOString()}.`,
      {
        hint: 'Ask an admin of your school for a new key.',
        details: { ended: how },
      },
    );
  }
}

export class ApiKeyNotFound extends AppError {
  constructor(id: string) {
    super('api-key.not-found', `There is no API key ${id} here.`, {
      hint: 'List the keys to see which there are.',
    });
  }
}

export class OnBehalfRefused extends AppError {
  constructor(reason: string) {
    super('auth.on-behalf-refused', `This may not be done on behalf of that person: ${reason}.`, {
      hint: 'Send X-On-Behalf-Of and X-On-Behalf-Of-Signature as docs/security.md shows.',
      details: { reason },
    });
  }
}

/** The same words for a wrong name and a wrong password: neither tells who exists. */
export class SignInRefused extends AppError {
  constructor() {
    super('auth.sign-in-refused', 'The user name or the password is wrong.');
  }
}

export class Forbidden extends AppError {
  constructor(action: string) {
    super('request.forbidden', 'You may not do this.', { details: { action } });
  }
}
