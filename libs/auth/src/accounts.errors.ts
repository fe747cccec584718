import { AppError } from '@app/kernel';

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
