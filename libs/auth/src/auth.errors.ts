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

export class RegistrationClosed extends AppError {
  constructor(mode: 'invitation' | 'closed') {
    super(
      'auth.registration-closed',
      mode === 'closed' ? 'Nobody can register here.' : 'Registering needs an invitation.',
      { hint: 'Ask an admin of your school for an invitation or an account.' },
    );
  }
}

/** The same words whatever is wrong with it. */
export class InvitationNotUsable extends AppError {
  constructor() {
    super('auth.invitation-not-usable', 'This invitation cannot be used, or not with this e-mail address.', {
      hint: 'Ask the admin who invited you for a new invitation.',
    });
  }
}

export class UserTaken extends AppError {
  constructor() {
    super('user.taken', 'This user name or e-mail address is taken.', {
      hint: 'Choose another user name, or sign in if the address is yours.',
    });
  }
}

export class InvitationNotFound extends AppError {
  constructor(id: string) {
    super('invitation.not-found', `There is no open invitation ${id} here.`);
  }
}

export class TenantNotFound extends AppError {
  constructor(id: string) {
    super('tenant.not-found', `There is no tenant ${id}.`);
  }
}

export class UserNotFound extends AppError {
  constructor(id: string) {
    super('user.not-found', `There is no user ${id} here.`);
  }
}

export class SessionNotFound extends AppError {
  constructor(id: string) {
    super('session.not-found', `There is no session ${id} here.`, {
      hint: 'List the sessions to see which there are: it may have ended already.',
    });
  }
}

export class LockoutNotFound extends AppError {
  constructor(userId: string) {
    super('lockout.not-found', `The user ${userId} is not locked out.`);
  }
}

export class CurrentPasswordWrong extends AppError {
  constructor() {
    super('user.current-password-wrong', 'The current password is wrong or missing.', {
      hint: 'Send it as current_password. If you sign in with Google only, ask an admin of your school.',
    });
  }
}

export class PasswordTooEasy extends AppError {
  constructor(weakness: string) {
    super('user.password-too-easy', `The new password ${weakness}.`, {
      hint: 'Choose one that is long and that nobody would guess: a few unusual words will do.',
    });
  }
}

export class PasswordTooCommon extends AppError {
  constructor() {
    super('user.password-too-common', 'The new password is too common.', {
      hint: 'Choose four or more unusual words, or let a password manager choose. Names, years, keyboard rows and @ in the place of a are guessed first.',
    });
  }
}

/** Nobody asked for this address, or not any more. */
export class EmailNotPending extends AppError {
  constructor() {
    super('user.email-not-pending', 'This address does not wait for confirmation.', {
      hint: 'Look at pending_email again: the person may have asked for another address meanwhile.',
    });
  }
}

/** Who locked themselves out could not undo it. */
export class OwnAccountKept extends AppError {
  constructor() {
    super(
      'user.own-account',
      "You can't remove, deactivate or demote yourself, or change your own address here.",
      {
        hint: 'Ask another admin. Your own address changes with PUT /auth/profile and your password.',
      },
    );
  }
}

/** A session that somebody took over would be enough for a new password. */
export class OwnPasswordKept extends AppError {
  constructor() {
    super('user.own-account', 'Your own password is changed with the current one.', {
      hint: 'Use POST /auth/change-password.',
    });
  }
}

export class LastAdmin extends AppError {
  constructor() {
    super('user.last-admin', 'This is the last active admin of the school.', {
      hint: 'Make somebody else an admin first.',
    });
  }
}

export class TenantTaken extends AppError {
  constructor(id: string) {
    super('tenant.taken', `There is a tenant ${id} already.`);
  }
}

export class SetUpNotPossible extends AppError {
  constructor() {
    super('auth.set-up-not-possible', 'This setup token is invalid or expired.', {
      hint: 'It is in the log of the start of the api, counts once and for a day, and only while there is no active super-admin.',
    });
  }
}

export class GoogleDomainMissing extends AppError {
  constructor() {
    super('tenant.google-domain-missing', 'google_domain is required.', {
      hint: 'Send google_domain with google_sign_in “domain”.',
    });
  }
}

export class GoogleDomainTaken extends AppError {
  constructor(domain: string) {
    super(
      'tenant.google-domain-taken',
      `Another school here already has the Google Workspace domain ${domain}.`,
      {
        hint: 'Each domain belongs to one tenant. Clear it there first.',
      },
    );
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
