import { AppError } from '@app/kernel';
import type { User } from './user';

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
    super('The token or API key is invalid or expired.');
  }
}

/** A token of ours whose time or session is over: an open page goes on asking, which is no guessing. */
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

/** Too many wrong passwords. The right one does not help until the time is over. */
export class LockedOut extends AppError {
  /** @param retryAfter seconds */
  constructor(
    private readonly retryAfter: number,
    readonly user?: User,
  ) {
    super('auth.locked', 'Too many wrong passwords or codes.', {
      hint: `Try again in ${String(Math.ceil(retryAfter / 60))} min, or from a browser in which you have signed in before.`,
      details: { retry_after: retryAfter },
    });
  }

  /** The same, with whose it was. */
  of(user: User): LockedOut {
    return new LockedOut(this.retryAfter, user);
  }
}

/** The refresh token is unknown, used, expired, or its session is over. */
export class SessionOver extends AppError {
  constructor() {
    super('auth.session-over', 'This session is over.', { hint: 'Sign in again.' });
  }
}

/** Another request exchanged the same refresh token at the same time and got the next one. */
export class RefreshRaced extends AppError {
  constructor() {
    super('auth.refresh-raced', 'Another request is refreshing this session at the same time.', {
      hint: 'Go on with the tokens that the other request got.',
    });
  }
}

export class Forbidden extends AppError {
  constructor(action: string) {
    super('request.forbidden', "You don't have permission to do this.", { details: { action } });
  }
}

/** Whoever set the password knows it, too. */
export class PasswordChangeRequired extends AppError {
  constructor() {
    super('auth.password-change-required', 'Somebody else set your password. Choose your own first.', {
      hint: 'Send the current password and a new one to POST /auth/change-password, then repeat the request.',
    });
  }
}

export class SessionNotFound extends AppError {
  constructor(id: string) {
    super('session.not-found', `There is no session ${id} here.`, {
      hint: 'List the sessions to see which there are: it may have ended already.',
    });
  }
}

/** The same words for a tenant that does not exist: nobody learns which there are. */
export class GoogleSignInOff extends AppError {
  constructor() {
    super('auth.google-sign-in-off', 'Google sign-in is off for this school.', {
      hint: 'Sign in with user name and password, or ask an admin of your school to allow it.',
    });
  }
}

/** Nobody came back with an identity: the person cancelled, or Google's administrator does not allow it. */
export class GoogleSignInDeclined extends AppError {
  constructor(reason: string, cause?: unknown) {
    super('auth.google-sign-in-declined', 'Signing in with Google was cancelled or not allowed there.', {
      hint: 'Start again and choose your account, or sign in with user name and password.',
      details: { reason },
      cause,
    });
  }
}

/** The same words whatever the reason: nobody learns who has an account. */
export class GoogleSignInRefused extends AppError {
  constructor(cause?: unknown) {
    super('auth.google-sign-in-refused', 'This Google account cannot sign in here.', {
      hint: 'Begin again with the account that your school gave you, or ask an admin of your school for an account with its e-mail address.',
      cause,
    });
  }
}
