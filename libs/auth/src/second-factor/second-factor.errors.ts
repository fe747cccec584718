import { AppError } from '@app/kernel';
import type { User } from '../user';

/** The password was right. @param challenge shown this once; goes with the code */
export class SecondFactorRequired extends AppError {
  constructor(readonly challenge: { token: string; expiresIn: number }) {
    super('auth.second-factor-required', 'Signing in needs the code of your authenticator app.', {
      hint: 'Send `challenge` with `code`, or with `recovery_code`, to POST /auth/second-factor/verify.',
      details: { challenge: challenge.token, expires_in: challenge.expiresIn },
    });
  }
}

/** The same words for a wrong code and one that was used. */
export class SecondFactorRefused extends AppError {
  constructor(readonly user: User) {
    super('auth.second-factor-refused', 'The code is wrong or was used before.', {
      hint: 'Wait for the next code of the app, and check the clock of the device; or use a recovery code.',
    });
  }
}

export class ChallengeOver extends AppError {
  constructor() {
    super('auth.challenge-over', 'This sign-in has expired or was finished already.', {
      hint: 'Sign in again with your password.',
    });
  }
}

export class SecondFactorEnrolmentRequired extends AppError {
  constructor() {
    super('auth.second-factor-enrolment-required', 'Your school asks its admins for a second factor.', {
      hint: 'Add an authenticator app by POST /auth/second-factor and POST /auth/second-factor/confirm.',
    });
  }
}

export class SecondFactorEnrolled extends AppError {
  constructor() {
    super('second-factor.enrolled', 'There is an authenticator app already.', {
      hint: 'Take it away first, by POST /auth/second-factor/remove.',
    });
  }
}

export class SecondFactorNotFound extends AppError {
  constructor() {
    super('second-factor.not-found', 'There is no authenticator app.', {
      hint: 'Add one by POST /auth/second-factor.',
    });
  }
}

/** Of who is signed in already. */
export class CodeWrong extends AppError {
  constructor() {
    super('second-factor.code-wrong', 'The code is wrong or was used before.', {
      hint: 'Wait for the next code of the app, and check the clock of the device.',
    });
  }
}
